// Every notice besides the grant's: a template that leaves out a part the law asks for is not signed (domain.md §§ 3.4, 3.5, 4.6).
#include "unit/workflow/checks_ask.hpp"
#include "unit/workflow/load_shipped.hpp"

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

/// Recommended as applied for.
struct Decided : Asking {
    Decided() {
        file.machines[0].given["recommend"] = {{"eligible_cents", 10000},
                                               {"financing_type", "proportional"},
                                               {"rate", "80.00"},
                                               {"award_cents", 8000},
                                               {"slices", List{slice(2026, 8000)}}};
        file.forms["application"] = {{"funding_object", "2c"}, {"requested_cents", 8000}};
    }
};

struct Left {
    const char *machine, *step, *letter, *words, *part;
};

std::vector<Left> every(const char* machine, const char* step, const char* letter,
                        const std::vector<std::pair<const char*, const char*>>& parts) {
    std::vector<Left> all;
    for (const auto& [words, part] : parts) all.push_back({machine, step, letter, words, part});
    return all;
}

const std::vector<std::pair<const char*, const char*>> act = {{"{{authority}}", "says_authority"},
                                                              {"{{recipient_name}}", "says_recipient"},
                                                              {"{{reason}}", "says_reason"},
                                                              {"{{signer_name}}", "says_signer"}};
const std::vector<std::pair<const char*, const char*>> remedy = {
    {"Rechtsbehelfsbelehrung", "says_remedy"}, {"{{court}}", "says_court"}, {"innerhalb eines Monats", "says_period"}};

/// What the check says of the letter as it stands in the definition given.
Verdict lint(const Definition& definition, Asking& asking, const Left& left, bool without_remedy = false) {
    const std::string source = "§ 37 VwVfG";
    Record parameters{{"letter", left.letter}};
    if (without_remedy) parameters.emplace("without_remedy", true);
    const auto* machine = definition.machine(left.machine);
    REQUIRE(machine);
    REQUIRE(machine->step(left.step));
    return find_check("notice_complete")({definition, asking.file, asking.situation, asking.file.main(),
                                          *machine->step(left.step), asking.actor, asking.input, parameters, source});
}

Definition without(const Left& left) {
    Definition changed = egov();
    auto& words = changed.letters.at(left.letter);
    REQUIRE(words.find(left.words) != std::string::npos);
    for (auto at = words.find(left.words); at != std::string::npos; at = words.find(left.words))
        words.erase(at, std::string_view{left.words}.size());
    return changed;
}

void expect_named(const std::vector<Left>& parts, bool without_remedy = false) {
    for (const auto& left : parts) {
        INFO(left.letter << " without " << left.words);
        Decided asking;
        CHECK(passes(lint(egov(), asking, left, without_remedy)));
        const auto verdict = lint(without(left), asking, left, without_remedy);
        const auto key = std::string{"blocker.notice_complete."} + left.part;
        CHECK(said(verdict) == Said{key});
        REQUIRE(verdict.blockers.size() == 1);
        CHECK(verdict.blockers.front().check == "notice_complete");
        CHECK(verdict.blockers.front().source == "§ 37 VwVfG");
        CHECK(texts().knows(key));
        CHECK(texts().sentence(key).find("§") != std::string::npos);  // the sentence names the norm
    }
}

}  // namespace

TEST_CASE("a refusal is not signed by a template that leaves out a part") {
    const auto of = [](const auto& parts) { return every("application", "refuse", "refusal_notice", parts); };
    expect_named(of(act));
    expect_named(of(remedy));
    expect_named(of(std::vector<std::pair<const char*, const char*>>{{"lehnen wir", "says_refused"},
                                                                     {"{{submitted_on}}", "says_application"},
                                                                     {"{{requested}}", "says_requested"}}));
}

TEST_CASE("an amendment is not signed by a template that leaves out a part") {
    const auto of = [](const auto& parts) { return every("amendment", "approve", "amendment_notice", parts); };
    expect_named(of(act));
    expect_named(of(remedy));
    expect_named(of(std::vector<std::pair<const char*, const char*>>{{"{{decided_on}}", "says_notice"},
                                                                     {"{{#changes}}", "says_changes"},
                                                                     {"{{old}}", "says_old"},
                                                                     {"{{new}}", "says_new"},
                                                                     {"{{award}}", "says_award"},
                                                                     {"{{award_words}}", "says_award_words"},
                                                                     {"{{eligible}}", "says_eligible"},
                                                                     {"{{planned_start}}", "says_begin"},
                                                                     {"{{planned_end}}", "says_end"},
                                                                     {"{{#slices}}", "says_slices"},
                                                                     {"{{line}}", "says_line"}}));
}

TEST_CASE("a refused amendment is not signed by a template that leaves out a part") {
    const auto of = [](const auto& parts) { return every("amendment", "refuse", "amendment_refusal", parts); };
    expect_named(of(act));
    expect_named(of(remedy));
}

TEST_CASE("a revocation with repayment is not signed by a template that leaves out a part") {
    const auto of = [](const auto& parts) { return every("repayment", "claim", "repayment_notice", parts); };
    expect_named(of(act));
    expect_named(of(remedy));
    expect_named(of(std::vector<std::pair<const char*, const char*>>{{"{{ground_decision}}", "says_taken_back"},
                                                                     {"{{ground}}", "says_ground"},
                                                                     {"{{remaining_award}}", "says_remaining"},
                                                                     {"{{principal}}", "says_principal"},
                                                                     {"{{interest}}", "says_interest"},
                                                                     {"{{interest_on}}", "says_interest_on"},
                                                                     {"{{#interest_periods}}", "says_interest_table"},
                                                                     {"{{due}}", "says_due"},
                                                                     {"{{no_interest_reason}}", "says_no_interest"}}));
}

TEST_CASE("a correction is not signed by a template that leaves out a part; it tells no remedy") {
    const auto of = [](const auto& parts) {
        return every("correction", "confirm_correction", "correction_notice", parts);
    };
    expect_named(of(std::vector<std::pair<const char*, const char*>>{{"{{authority}}", "says_authority"},
                                                                     {"{{recipient_name}}", "says_recipient"},
                                                                     {"{{decided_on}}", "says_notice"},
                                                                     {"{{old}}", "says_old"},
                                                                     {"{{new}}", "says_new"},
                                                                     {"{{new_day}}", "says_new_day"},
                                                                     {"{{signer_name}}", "says_signer"}}));
    Decided asking;
    asking.situation.court_name.clear();
    CHECK(passes(lint(egov(), asking, of(act).front())));
}

TEST_CASE("a refused early start names who decides, towards whom and why") {
    expect_named(every("early-start", "refuse", "early_start_refusal", act), true);
    Decided asking;
    const auto left = every("early-start", "refuse", "early_start_refusal", act).front();
    CHECK(said(lint(egov(), asking, left)) == Said{"blocker.notice_complete.says_remedy",
                                                   "blocker.notice_complete.says_court",
                                                   "blocker.notice_complete.says_period"});
}

TEST_CASE("a refusal needs a court, an authority and a recipient with a key, but no award") {
    const Left refusal{"application", "refuse", "refusal_notice", "", ""};
    Decided asking;
    asking.file.machines[0].given.clear();  // nothing was ever recommended
    CHECK(passes(lint(egov(), asking, refusal)));
    SECTION("court") {
        asking.situation.court_name.clear();
        CHECK(said(lint(egov(), asking, refusal)) == Said{"blocker.notice_complete.court"});
    }
    SECTION("authority") {
        Definition nobody = egov();
        nobody.authorities.clear();
        CHECK(said(lint(nobody, asking, refusal)) == Said{"blocker.notice_complete.authority"});
    }
    SECTION("recipient") {
        asking.file.recipient.ags.clear();
        asking.file.recipient.ars.clear();
        CHECK(said(lint(egov(), asking, refusal)) == Said{"blocker.notice_complete.recipient"});
    }
    SECTION("template") {
        CHECK(said(lint(egov(), asking, {"application", "refuse", "love_letter", "", ""})) ==
              Said{"blocker.notice_complete.template"});
    }
}
