#include "talk.hpp"

using namespace foerderlauf;
using namespace foerderlauf::talk;

namespace {

Handler named(const std::string& name) {
    return [name](const Request& request) {
        std::string text = name;
        for (const auto& [place, value] : request.parameters) text += " " + place + "=" + value;
        return plain(200, text);
    };
}

Router table_of_routes() {
    return Router{{
        {"GET", "/cases/{id}", named("case")},
        {"GET", "/cases/new", named("new")},
        {"GET", "/cases/{id}/letters/{lid}.pdf", named("letter")},
        {"GET", "/cases/{id}/letters/draft", named("draft")},
        {"GET", "/cases/{id}/letters/{name}", named("any letter")},
        {"POST", "/cases/{id}/documents", named("upload"), upload_body_cap},
        {"GET", "/reports/v{version}.xlsx", named("report")},
        {"GET", "/", named("start")},
    }};
}

std::string routed(const std::string& method, const std::string& path) {
    Request request;
    request.method = method;
    request.path = path;
    const auto reply = table_of_routes()(request);
    return reply.status == 200 ? reply.body : std::to_string(reply.status);
}

}  // namespace

TEST_CASE("the narrowest pattern wins, whatever the order of the rows") {
    const auto [path, handler] = GENERATE(table<std::string, std::string>({
        {"/", "start"},
        {"/cases/7", "case id=7"},
        {"/cases/new", "new"},
        {"/cases/7/letters/3.pdf", "letter id=7 lid=3"},
        {"/cases/7/letters/draft", "draft id=7"},
        {"/cases/7/letters/.pdf", "any letter id=7 name=.pdf"},
        {"/cases/7/letters/a.b.pdf", "letter id=7 lid=a.b"},
        {"/reports/v12.xlsx", "report version=12"},
        {"/reports/v.xlsx", "404"},
        {"/cases/", "404"},
        {"/cases", "404"},
        {"/cases/7/", "404"},
        {"//", "404"},
    }));
    CHECK(routed("GET", path) == handler);
}

TEST_CASE("HEAD finds the row of GET, other methods only their own") {
    CHECK(routed("HEAD", "/cases/7") == "case id=7");
    CHECK(routed("POST", "/cases/7") == "405");
    CHECK(routed("GET", "/cases/7/documents") == "405");
}

TEST_CASE("the cap of a body is the row's, or the default where no row matches") {
    const auto router = table_of_routes();
    CHECK(router.body_cap("POST", "/cases/7/documents") == upload_body_cap);
    CHECK(router.body_cap("PUT", "/cases/7/documents") == default_body_cap);
    CHECK(body_cap_of(router)("POST", "/cases/%37/documents?x=1") == upload_body_cap);
    CHECK(body_cap_of(router)("POST", "/%FF") == default_body_cap);
}

TEST_CASE("a table that cannot be meant is not built") {
    CHECK_THROWS_AS(Router({{"GET", "cases", hello}}), std::logic_error);
    CHECK_THROWS_AS(Router({{"GET", "/{a}{b}", hello}}), std::logic_error);
    CHECK_THROWS_AS(Router({{"GET", "/{}", hello}}), std::logic_error);
    CHECK_THROWS_AS(Router({{"GET", "/}a{", hello}}), std::logic_error);
    CHECK_THROWS_AS(Router({{"GET", "/{a}", hello}, {"GET", "/{b}", hello}}), std::logic_error);
    CHECK(Router({{"GET", "/{a}", hello}, {"POST", "/{b}", hello}}).methods_and_patterns().size() == 2);
}

TEST_CASE("a place the pattern does not have is a fault of the program") {
    Request request;
    CHECK_THROWS_AS(request.parameter("id"), std::logic_error);
}
