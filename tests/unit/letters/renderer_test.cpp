#include "letters/typst_renderer.hpp"

#include "unit/letters/sample_letters.hpp"

#include <csignal>
#include <mutex>

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

namespace fs = std::filesystem;
using Key = std::string;

TypstRenderer::Parts with_limit(std::chrono::milliseconds limit) {
    auto parts = typst_parts(SOURCE_DIR);
    parts.limit = limit;
    return parts;
}

/// With time enough on a busy machine, where a test is not about time.
struct Press {
    std::vector<std::string> reports;
    std::mutex mutex;
    TypstRenderer renderer;
    explicit Press(TypstRenderer::Parts parts = with_limit(std::chrono::minutes{1}))
        : renderer{std::move(parts), [this](const std::string& line) {
                       const std::lock_guard lock{mutex};
                       reports.push_back(line);
                   }} {}
    /// The hearing under another title.
    Result<std::string> titled(const std::string& words) {
        auto letter = letter_named("hearing");
        letter["title"] = words;
        return renderer.pdf(egov().look, letter);
    }
    Key refusal_of(const std::string& look) {
        const auto made = renderer.pdf({{"letter.typ", look}}, letter_named("hearing"));
        return made ? Key{"made"} : made.error().message.key;
    }
};

bool is_pdf(const Result<std::string>& made) {
    return made && made->starts_with("%PDF-1.7") && made->ends_with("%%EOF");
}

}  // namespace

TEST_CASE("every letter that was read and found right becomes a PDF in its programme's look") {
    Press press;
    const auto fag = load_definition(read_bundle(SOURCE_DIR "/workflows", "thuerfag")).value().look;
    fs::create_directories(LETTER_SAMPLES);
    for (const auto& entry : fs::directory_iterator{SOURCE_DIR "/tests/golden/letters"}) {
        const auto name = entry.path().stem().string();
        CAPTURE(name);
        const auto made = press.renderer.pdf(name.starts_with("cooperation_") ? fag : egov().look, letter_named(name));
        REQUIRE(is_pdf(made));
        std::ofstream{fs::path{LETTER_SAMPLES} / (name + ".pdf"), std::ios::binary} << *made;
    }
    CHECK(press.reports.empty());
}

TEST_CASE("equal letters are equal bytes, in another process too; other words are other bytes") {
    Press press, another;
    const auto first = press.renderer.pdf(egov().look, letter_named("grant_notice"));
    CHECK(first == press.renderer.pdf(egov().look, letter_named("grant_notice")));
    CHECK(first == another.renderer.pdf(egov().look, letter_named("grant_notice")));
    CHECK(first != press.renderer.pdf(egov().look, letter_named("hearing")));
}

TEST_CASE("a helper that died is started anew, and the letter is made") {
    Press press;
    REQUIRE(is_pdf(press.renderer.pdf(egov().look, letter_named("hearing"))));
    const auto first = press.renderer.process();
    REQUIRE(first);
    REQUIRE(kill(*first, SIGKILL) == 0);
    CHECK(is_pdf(press.renderer.pdf(egov().look, letter_named("hearing"))));
    CHECK(press.renderer.process() != first);
}

TEST_CASE("a look that never ends is ended, and the next letter is made") {
    Press press{with_limit(std::chrono::milliseconds{1500})};
    CHECK(press.refusal_of("#let again(n) = if calc.even(n) { range(20000).map(x => again(n + 1)) } else { "
                           "range(20000).map(x => again(n + 1)) }\n"
                           "#for a in range(1000000) { for b in range(1000000) { let c = calc.pow(a, 2) } }") ==
          "letter.pdf_late");
    CHECK_FALSE(press.renderer.process());
    CHECK(is_pdf(press.renderer.pdf(egov().look, letter_named("hearing"))));
}

TEST_CASE("a look that wants more memory than there is for letters does not get it") {
    auto parts = with_limit(std::chrono::seconds{20});
    parts.limits.memory_bytes = 160ULL << 20;
    Press press{parts};
    CHECK(press.refusal_of("#let grow(text, n) = if n == 0 { text } else { grow(text + text, n - 1) "
                           "}\n#grow(\"0123456789abcdef\", 26).len()") == "letter.pdf_failed");
    CHECK(press.reports == std::vector<std::string>{"letters: the helper process died twice of one letter"});
    CHECK(is_pdf(press.renderer.pdf(egov().look, letter_named("hearing"))));
}

TEST_CASE("a look reads no file and asks no address") {
    const std::string look = GENERATE("#read(\"/etc/passwd\")", "#read(\"../../../../../../etc/passwd\")",
                                      "#read(\"press.mjs\")", "#image(\"http://127.0.0.1/a.png\")",
                                      "#import \"@preview/cetz:0.3.0\"",
                                      "#let p = \"@preview\" + \"/cetz:0.3.0\"\n#import p", "#unclosed(");
    Press press;
    CHECK(press.refusal_of(look) == "letter.pdf_failed");
    CHECK(press.reports.size() == 1);
    CHECK(is_pdf(press.renderer.pdf(egov().look, letter_named("hearing"))));
}

TEST_CASE("the words of a letter are data: no markup in them is carried out") {
    Press press;
    CHECK(is_pdf(press.titled("#panic() $x$ *fett* @ref `code` \\ //")));
}

TEST_CASE("what no typeface can show is named by its number, and the letter is made all the same") {
    Press press;
    const auto named = press.titled("Portal [U+1F469][U+1F467] שלום");
    REQUIRE(is_pdf(named));
    // Woman, joiner, girl.
    CHECK(press.titled("Portal \U0001F469\u200D\U0001F467 שלום") == named);
    CHECK(press.titled("Portal [U+1F469][U+1F467]") != named);
    std::string ten_thousand;
    for (int i = 0; i < 500; ++i) ten_thousand += "Ein Satz mit ö, \U0001F4BE.";
    CHECK(is_pdf(press.titled(ten_thousand)));
}

TEST_CASE("marks that turn words around turn nothing around on paper") {
    Press press;
    const auto plain = press.titled("Portal über 80.000 €");
    REQUIRE(is_pdf(plain));
    CHECK(press.titled("\u202EPortal\u2067 über 80.000 €") == plain);
    CHECK(press.titled("Portal über 00.080 €") != plain);
}

TEST_CASE("where the compiler was not installed the refusal says so") {
    auto parts = typst_parts(SOURCE_DIR);
    parts.packages = "/nowhere";
    Press press{parts};
    CHECK(press.refusal_of("x") == "letter.pdf_not_installed");
}

TEST_CASE("a helper that cannot be started is a refusal, not a fault") {
    auto parts = typst_parts(SOURCE_DIR);
    parts.node = "/nowhere/node";
    Press press{parts};
    CHECK(press.refusal_of("x") == "letter.pdf_failed");
}
