#include "api/house.hpp"

#include "web/api/job_queue.hpp"
#include "web/api/rows.hpp"

#include <set>

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

const Json& description() {
    static const Json all = [] {
        const SystemClock clock;
        return Json::parse(openapi_of(api_rows(std::make_shared<JobQueue>(clock, ".xlsx", JobQueue::Work{}))));
    }();
    return all;
}

void collect_references(const Json& json, std::set<std::string>& found) {
    if (json.is_object() && json.contains("$ref")) found.insert(json.at("$ref").get<std::string>());
    if (json.is_structured())
        for (const auto& inner : json) collect_references(inner, found);
}

}  // namespace

TEST_CASE("openapi.json describes exactly the routes there are") {
    ApiHouse house;
    std::set<std::pair<std::string, std::string>> routes, described;
    for (const auto& [method, pattern] : house.router.methods_and_patterns())
        if (pattern.starts_with("/api/v1/")) routes.emplace(method, pattern.substr(7));
    const auto served = data(house.get("", "/api/v1/openapi.json"));
    for (const auto& [path, operations] : served.at("paths").items())
        for (const auto& [method, operation] : operations.items()) {
            std::string upper;
            for (const char c : method) upper += static_cast<char>(c - 'a' + 'A');
            described.emplace(upper, path);
        }
    CHECK(routes == described);
}

TEST_CASE("openapi.json names nothing that it does not have") {
    std::set<std::string> references;
    collect_references(description(), references);
    CHECK(references.size() > 20);
    for (const auto& reference : references) {
        INFO(reference);
        CHECK(description().contains(Json::json_pointer{reference.substr(1)}));
    }
}

TEST_CASE("every operation has a name of its own, describes its places and says how it refuses") {
    std::set<std::string> names;
    for (const auto& [path, operations] : description().at("paths").items())
        for (const auto& [method, operation] : operations.items()) {
            INFO(method << " " << path);
            CHECK(names.insert(operation.at("operationId").get<std::string>()).second);
            std::set<std::string> places;
            for (const auto& parameter : operation.value("parameters", Json::array()))
                if (parameter.value("in", "") == "path") places.insert(parameter.at("name").get<std::string>());
            CHECK(places.size() == static_cast<std::size_t>(std::ranges::count(path, '{')));
            CHECK(operation.at("responses").contains("503"));
            CHECK(operation.contains("requestBody") ==
                  (method == "post" || method == "patch" ||
                   (method == "delete" && path != "/session" && path != "/substitutions/{n}")));
        }
}
