#include "web/api/openapi_schemas.hpp"
#include "web/api/rows.hpp"

#include <nlohmann/json.hpp>
#include <set>

namespace foerderlauf {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view base = "/api/v1";

Json reference(const std::string& kind, const std::string& name) {
    return {{"$ref", "#/components/" + kind + "/" + name}};
}

std::vector<std::string> places_of(const std::string& pattern) {
    std::vector<std::string> places;
    for (auto open = pattern.find('{'); open != std::string::npos; open = pattern.find('{', open + 1))
        places.push_back(pattern.substr(open + 1, pattern.find('}', open) - open - 1));
    return places;
}

Json parameter(const std::string& name, const char* where, bool required) {
    return {{"name", name}, {"in", where}, {"required", required}, {"schema", {{"type", "string"}}}};
}

bool is_command(const ApiRow& row) {
    static const std::set<std::string> no_commands = {"/api/v1/session", "/api/v1/reports/{name}",
                                                      "/api/v1/cases/{id}/machines/{mid}/vouchers"};
    return row.method != "GET" && !no_commands.contains(row.pattern);
}

Json parameters_of(const ApiRow& row) {
    Json parameters = Json::array();
    for (const auto& place : places_of(row.pattern)) parameters.push_back(parameter(place, "path", true));
    for (const auto& name : row.query) parameters.push_back(parameter(name, "query", false));
    parameters.push_back(reference("parameters", "AcceptLanguage"));
    if (is_command(row)) {
        if (row.pattern != "/api/v1/bulk" && row.pattern != "/api/v1/cases")
            parameters.push_back(reference("parameters", "IfMatch"));
        parameters.push_back(reference("parameters", "IdempotencyKey"));
    }
    return parameters;
}

/// Statuses of refusals, in the order of contract § 3.
std::vector<int> refusals_of(const ApiRow& row) {
    std::vector<int> statuses{400};
    const bool signed_in = row.access == Access::SignedIn;
    if (signed_in || row.pattern == "/api/v1/session") statuses.push_back(401);
    if (signed_in) statuses.insert(statuses.end(), {403, 404});
    if (is_command(row)) statuses.insert(statuses.end(), {409, 412});
    else if (row.pattern == "/api/v1/jobs/{id}/file") statuses.push_back(409);
    if (row.takes != Takes::Nothing) statuses.insert(statuses.end(), {413, 415});
    statuses.push_back(422);
    if (row.method == "POST" && !is_command(row)) statuses.push_back(429);
    statuses.insert(statuses.end(), {500, 503});
    return statuses;
}

std::string file_type_of(const ApiRow& row) {
    if (row.pattern.ends_with(".txt")) return "text/plain";
    if (row.pattern.ends_with(".pdf")) return "application/pdf";
    if (row.pattern.ends_with(".zip")) return "application/zip";
    return "application/octet-stream";
}

Json success_of(const ApiRow& row, int status) {
    Json response{{"description", row.summary}};
    if (status == 204) return response;
    if (row.answer_schema.empty()) response["content"][file_type_of(row)]["schema"] = {{"type", "string"}};
    else response["content"]["application/json"]["schema"] = reference("schemas", row.answer_schema);
    if (status == 201 || status == 202) response["headers"]["Location"]["schema"] = {{"type", "string"}};
    return response;
}

Json responses_of(const ApiRow& row) {
    Json responses;
    for (const int status : row.success) responses[std::to_string(status)] = success_of(row, status);
    for (const int status : refusals_of(row)) responses[std::to_string(status)] = reference("responses", "Problem");
    return responses;
}

Json body_of(const ApiRow& row) {
    const auto* type = row.takes == Takes::Form ? "multipart/form-data" : "application/json";
    return {{"required", row.takes != Takes::JsonOrNothing},
            {"content", {{type, {{"schema", reference("schemas", row.body_schema)}}}}}};
}

/// `get_cases_id_history`
std::string operation_id(const ApiRow& row) {
    std::string id;
    for (const char c : row.method) id += static_cast<char>(c - 'A' + 'a');
    for (const char c : row.pattern.substr(base.size())) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (plain) id += c;
        else if (id.back() != '_') id += '_';
    }
    while (id.back() == '_') id.pop_back();
    return id;
}

Json operation(const ApiRow& row) {
    Json described{{"operationId", operation_id(row)}, {"summary", row.summary}};
    if (row.access == Access::Public) described["security"] = Json::array();
    if (auto parameters = parameters_of(row); !parameters.empty()) described["parameters"] = std::move(parameters);
    if (row.takes != Takes::Nothing) described["requestBody"] = body_of(row);
    described["responses"] = responses_of(row);
    return described;
}

}  // namespace

std::string openapi_of(const std::vector<ApiRow>& rows) {
    Json description{
        {"openapi", "3.1.0"},
        {"info",
         {{"title", "Foerderlauf"}, {"version", "1"}, {"license", {{"name", "EUPL-1.2"}, {"identifier", "EUPL-1.2"}}}}},
        {"servers", {{{"url", base}}}},
        {"security", {{{"bearer", Json::array()}}, {{"session", Json::array()}, {"csrf", Json::array()}}}}};
    for (const auto& row : rows) {
        auto method = std::string{};
        for (const char c : row.method) method += static_cast<char>(c - 'A' + 'a');
        description["paths"][row.pattern.substr(base.size())][method] = operation(row);
    }
    description["components"] = Json::parse(openapi_components);
    return description.dump();
}

}  // namespace foerderlauf
