#include "talk.hpp"

#include "web/front/decode.hpp"

using namespace foerderlauf;
using namespace foerderlauf::talk;

namespace {

std::string multipart(const std::string& body) { return post("/form", "multipart/form-data; boundary=cut", body); }

std::string part(const std::string& head, const std::string& bytes) {
    return "--cut\r\n" + head + "\r\n\r\n" + bytes + "\r\n";
}

std::string shown(const Request& request) {
    std::string text;
    for (const auto& [name, value] : request.form) text += name + "=" + value + ";";
    for (const auto& file : request.parts)
        text += file.name + ":" + file.filename + ":" + file.content_type + ":" + std::to_string(file.bytes.size()) +
                ";";
    return text;
}

const std::string disposition = "Content-Disposition: form-data; name=\"a\"";

}  // namespace

TEST_CASE("a form's fields come decoded and in their order") {
    const Served served{[](const Request& request) { return plain(200, shown(request)); }};
    CHECK(served.ask(post("/form", "application/x-www-form-urlencoded; charset=UTF-8", "b=1+2&a=%C3%BC%26&b=&c&&d=x=y"))
              .body == "b=1 2;a=ü&;b=;c=;d=x=y;");
}

TEST_CASE("the query, the path and the cookies come decoded") {
    const Served served{[](const Request& request) {
        return plain(200, request.path + "|" + request.query.value("q") + "|" +
                              std::to_string(request.query.all("s").size()) + "|" + request.cookies.at("sid") + "|" +
                              request.cookies.at("x"));
    }};
    CHECK(served
              .ask("GET /Stra%C3%9Fe/a+b?q=P%C3%B6%C3%9Fneck+Stadt&s=1&s=2 HTTP/1.1\r\nHost: h\r\n"
                   "Cookie: sid=abc; junk; x=\"quoted\"; sid=second\r\n\r\n")
              .body == "/Straße/a+b|Pößneck Stadt|2|abc|quoted");
}

TEST_CASE("a multipart form gives its texts as fields and its files as parts") {
    const Served served{[](const Request& request) { return plain(200, shown(request)); }};
    const std::string body = part("Content-Disposition: form-data; name=\"kind\"", "Rechnung ü") +
                             part("Content-Disposition: form-data; name=\"file\"; filename=\"C:\\Akten\\Plan „A“ "
                                  "%22neu%22.pdf\"\r\nContent-Type: application/pdf",
                                  std::string{"%PDF\0\r\n--cu\r\n\xFF", 14}) +
                             part("content-disposition:form-data;name=empty;filename=\"\"", "") + "--cut--\r\n";
    CHECK(served.ask(multipart(body)).body ==
          "kind=Rechnung ü;file:Plan „A“ \"neu\".pdf:application/pdf:14;empty:::0;");
}

TEST_CASE("a multipart form that is not well-formed is refused, and the connection lives on") {
    const Served served{[](const Request&) { return plain(200, "taken"); }};
    const auto body = GENERATE(
        as<std::string>{}, "", "no boundary at all", "--other\r\n" + disposition + "\r\n\r\nx\r\n--other--\r\n",
        part(disposition, "the end is missing"), part("Content-Type: text/plain", "no disposition") + "--cut--\r\n",
        part("Content-Disposition: form-data", "no name") + "--cut--\r\n",
        part("Content-Disposition: attachment; name=\"a\"", "not form-data") + "--cut--\r\n",
        part("Content-Disposition: form-data; name=\"a", "open quote") + "--cut--\r\n",
        part("Content-Disposition: form-data; name=\"a\"; name=\"b\"", "two names") + "--cut--\r\n",
        part(disposition + "\r\n" + disposition, "two dispositions") + "--cut--\r\n",
        part("no colon", "x") + "--cut--\r\n", "--cut\r\n" + disposition + "\r\n--cut--\r\n",
        "--cutX\r\n" + disposition + "\r\n\r\nx\r\n--cut--\r\n");
    INFO(body);
    auto caller = served.call();
    CHECK(caller.say(multipart(body)).answer().status == 400);
    CHECK(caller.say(get("/")).answer().body == "taken");
}

TEST_CASE("a multipart type without a usable boundary is refused") {
    const Served served{hello};
    const auto type = GENERATE(as<std::string>{}, "multipart/form-data", "multipart/form-data; boundary=",
                               "multipart/form-data; boundary=" + std::string(71, 'x'),
                               "multipart/form-data; boundary=\"a<b\"");
    CHECK(served.ask(post("/", type, "--a<b--\r\n")).status == 400);
}

TEST_CASE("a form with more fields or parts than any page has is refused") {
    const Served served{hello};
    std::string fields, parts;
    for (int i = 0; i < 16'001; ++i) fields += "a=1&";
    for (int i = 0; i < 16'001; ++i) parts += part(disposition, "1");
    CHECK(served.ask(post("/", "application/x-www-form-urlencoded", fields)).status == 413);
    CHECK(served.ask(multipart(parts + "--cut--\r\n")).status == 413);
}

TEST_CASE("each route has its own cap, and a body over it is refused before it is read") {
    std::string reached;
    const Handler note = [&](const Request& request) {
        reached += request.path;
        return plain(200, "");
    };
    const Router router{{{"POST", "/small", note, 10}, {"POST", "/upload", note, 5'000'000}}};
    Front front{Served::on_free_port({}), router, {}};
    REQUIRE(front.start());
    CHECK(Caller{front.port()}.say(post("/small", "text/plain", "0123456789")).answer().status == 200);
    CHECK(Caller{front.port()}.say(post("/small", "text/plain", "0123456789a")).answer().status == 413);
    CHECK(Caller{front.port()}
              .say("POST /small HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n012345\r\n5\r\n")
              .answer()
              .status == 413);
    CHECK(Caller{front.port()}.say(post("/upload", "text/plain", std::string(4'000'000, 'x'))).answer().status == 200);
    CHECK(reached == "/small/upload");
}

TEST_CASE("a client that keeps sending a refused body still hears the refusal") {
    const Served served{hello};
    auto caller = served.call();
    caller.say("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2000000\r\n\r\n").say(std::string(900'000, 'x'));
    CHECK(caller.answer().status == 413);
    CHECK(caller.hang_up().until_closed().empty());
}

TEST_CASE("what is not UTF-8, or climbs, or hides a slash is refused with a sentence") {
    EdgeHooks hooks;
    hooks.sentence = [](const Message& message, const Request&) { return "<" + message.key + ">"; };
    const Served served{[](const Request&) { return plain(200, "taken"); }, {}, hooks};
    const auto [request, key] = GENERATE(table<std::string, std::string>({
        {get("/%FF"), "front.not_utf8"},
        {get("/%C0%AF"), "front.not_utf8"},
        {get("/?q=%ED%A0%80"), "front.not_utf8"},
        {post("/", "application/x-www-form-urlencoded", "a=\xE4"), "front.not_utf8"},
        {post("/", "application/x-www-form-urlencoded", "a=%F"), "front.form"},
        {post("/", "application/x-www-form-urlencoded", "a=%00"), "front.form"},
        {multipart(part(disposition, "\xE4") + "--cut--\r\n"), "front.not_utf8"},
        {multipart(part("Content-Disposition: form-data; name=\"f\"; filename=\"\xFC.pdf\"", "x") + "--cut--\r\n"),
         "front.not_utf8"},
        {"GET / HTTP/1.1\r\nHost: h\r\nIdempotency-Key: \xFF\r\n\r\n", "front.not_utf8"},
        {"GET / HTTP/1.1\r\nHost: h\r\nOrigin: a\r\nOrigin: b\r\n\r\n", "front.header_twice"},
        {get("/?q=%zz"), "front.query"},
        {get("/a%2Fb"), "front.path"},
        {get("/a%5Cb"), "front.path"},
        {get("/a/../b"), "front.path"},
        {get("/a/%2e%2E/b"), "front.path"},
        {get("/a%0Ab"), "front.path"},
    }));
    INFO(request);
    auto caller = served.call();
    const auto answer = caller.say(request).answer();
    CHECK(answer.status == 400);
    CHECK(answer.body.find("&lt;" + key + "&gt;") != std::string::npos);
    CHECK(caller.say(get("/")).answer().body == "taken");  // the framing was sound: the connection lives
}

TEST_CASE("only listed headers can be read, in any case of letters") {
    const Served served{[](const Request& request) {
        return plain(200, request.header(request.path == "/origin" ? "ORIGIN" : "X-Forwarded-For"));
    }};
    CHECK(served.ask("GET /origin HTTP/1.1\r\nHost: h\r\nOrIgIn: https://a\r\n\r\n").body == "https://a");
    CHECK(served.ask(get("/other")).status == 500);
}
