#include "letters/helper_process.hpp"

#include <catch2/catch_all.hpp>
#include <csignal>

using namespace foerderlauf;

namespace {

HelperProcess::Until in(std::chrono::milliseconds time) { return std::chrono::steady_clock::now() + time; }
HelperProcess::Until soon() { return in(std::chrono::seconds{20}); }

/// A helper that answers each line with what the expression gives.
HelperProcess helper(const std::string& expression, const HelperProcess::Limits& limits = {}) {
    const auto script = "const say = (text) => process.stdout.write('said ' + Buffer.byteLength(text) + '\\n' + text);"
                        "require('node:readline').createInterface({input: process.stdin}).on('line', (line) => {" +
                        expression + "});";
    return HelperProcess{{"node", "-e", script}, limits};
}

std::string said(HelperProcess& process, const std::string& line) {
    const auto answer = process.ask(line, soon());
    return answer ? answer->kind + ":" + answer->bytes : "nothing";
}

}  // namespace

TEST_CASE("a helper answers line by line, also long ones with line ends in them") {
    auto process = helper("say(line.repeat(3) + '\\n')");
    CHECK(said(process, "ab") == "said:ababab\n");
    const std::string much(300'000, 'x');
    CHECK(said(process, much) == "said:" + much + much + much + "\n");
    CHECK(said(process, "") == "said:\n");
}

TEST_CASE("a helper reaches no address, not even on this machine") {
    auto process = helper("require('node:net').connect({host: '127.0.0.1', port: 9}).on('error', (e) => say(e.code))");
    CHECK(said(process, "x") == "said:EACCES");
}

TEST_CASE("a helper knows nothing of our environment and writes no file") {
    setenv("FOERDERLAUF_MAIL_PASSWORD", "geheim", 1);
    auto process = helper(
        "if (line === 'env') say(Object.keys(process.env).sort().join());"
        "else try { require('node:fs').writeFileSync('/tmp/foerderlauf-helper-test', 'x'); say('written') }"
        "catch (e) { say(e.code) }");
    CHECK(said(process, "env") == "said:LANG,PATH");
    CHECK(said(process, "file") != "said:written");
}

TEST_CASE("a helper that says something else, too much, or nothing in time gives no answer") {
    auto [expression, limits, time] = GENERATE(table<std::string, HelperProcess::Limits, int>({
        {"process.stdout.write('hello\\n')", {}, 20'000},
        {"process.stdout.write('said -1\\n')", {}, 20'000},
        {"process.stdout.write('said 2\\nabc')", {}, 20'000},
        {"process.stdout.write('x'.repeat(100))", {}, 20'000},
        {"say('x'.repeat(2000))", {512ULL << 20, 1000}, 20'000},
        {"process.exit(0)", {}, 20'000},
        {"while (true) {}", {}, 600},
        {"", {}, 600},
    }));
    auto process = helper(expression, limits);
    CHECK_FALSE(process.ask("x", in(std::chrono::milliseconds{time})));
}

TEST_CASE("a helper ends with whoever holds it") {
    pid_t id = 0;
    {
        auto process = helper("say('here')");
        REQUIRE(said(process, "x") == "said:here");
        id = process.id();
        CHECK(kill(id, 0) == 0);
    }
    CHECK(kill(id, 0) == -1);
}
