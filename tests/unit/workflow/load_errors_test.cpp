#include "base/text.hpp"
#include "workflow/load.hpp"

#include "unit/workflow/load_shipped.hpp"

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

struct Mistake {
    std::string file, before, after;
    std::string at;  ///< words of the line that the error must name, as they stand after the change
    std::string key;
};

std::vector<LoadError> errors_of(const Bundle& bundle) {
    auto definition = load_definition(bundle);
    return definition ? std::vector<LoadError>{} : definition.error();
}

/// The mistake is told at its line, in German without a gap, and nothing else is told.
void check_told(const Mistake& mistake) {
    const auto bundle = changed(shipped(), mistake.file, mistake.before, mistake.after);
    const auto errors = errors_of(bundle);
    INFO(mistake.after);
    for (const auto& error : errors) UNSCOPED_INFO(error.message.key << " " << printed(error.place, error.message));
    REQUIRE(errors.size() == 1);
    CHECK(errors.front().message.key == mistake.key);
    CHECK(errors.front().place.file == mistake.file);
    CHECK(errors.front().place.line == line_of(bundle, mistake.file, mistake.at));
    const auto sentence = texts().sentence(errors.front().message);
    CHECK(sentence.find("«") == std::string::npos);
}

}  // namespace

TEST_CASE("a file that is no YAML is told with its line") {
    const auto& [file, before, after, at, key] = GENERATE(values<Mistake>({
        {application_file, "title: Antrag\n", "title: [Antrag\n", "initial: draft", "yaml.syntax"},
        {application_file, "initial: draft", "\tinitial: draft", "\tinitial", "yaml.tab"},
        {application_file, "title: Antrag\n", "title: Antr\xE4g\n", "title: Antr", "yaml.not_utf8"},
        {application_file, "initial: draft", "initial: &one draft", "initial: &one", "yaml.anchor"},
        {application_file, "initial: draft", "initial: !!str draft", "initial: !!str", "yaml.tag"},
        {court_case_file, "initial: pending", "initial: pending\ninitial: ended", "initial: ended",
         "yaml.duplicate_key"},
    }));
    const auto bundle = changed(shipped(), file, before, after);
    const auto errors = errors_of(bundle);
    REQUIRE_FALSE(errors.empty());
    CHECK(errors.front().message.key == key);
    CHECK(errors.front().place.file == file);
    CHECK(std::abs(errors.front().place.line - line_of(bundle, file, at)) <= (key == "yaml.syntax" ? 1 : 0));
}

TEST_CASE("a wrong word in programme.yaml is told with its line and what may be meant") {
    check_told(GENERATE(values<Mistake>({
        {programme_file, "short_title: ThürEGovRL", "short_titel: ThürEGovRL", "short_titel", "yaml.unknown_key.near"},
        {programme_file, "programme: thueregovrl", "programme: thuerfag", "programme: thuerfag", "load.name_differs"},
        {programme_file, "file_number_prefix: EGOV", "file_number_prefix: egov", "file_number_prefix", "load.prefix"},
        {programme_file, "authority_place: \"16051000\"", "authority_place: \"1605100\"", "authority_place",
         "load.authority_place"},
        {programme_file, "to: 2024-12-31, unverified", "to: 2024-02-31, unverified", "2024-02-31", "date.no_such_day"},
        {programme_file, "from: 2025-01-01, unverified: true}", "from: 1.1.2025, unverified: true}", "1.1.2025",
         "date.spelling"},
        {programme_file, "from: 2025-01-01, unverified: true}", "from: 2025-01-01, to: 2024-01-01, unverified: true}",
         "to: 2024-01-01", "load.period_backwards"},
        {programme_file, "from: 2025-01-01, unverified: true}", "from: 2025-01-01, unverified: yes}", "unverified: yes",
         "yaml.not_a_flag"},
        {programme_file, "rate: 80.00 %", "rate: 80", "rate: 80", "percent.spelling"},
        {programme_file, "rate: 80.00 %", "rate: 120.00 %", "rate: 120", "percent.too_large"},
        {programme_file, "rate: 80.00 %", "rate: 80.00 %\n    cap: 1.23", "cap: 1.23", "money.spelling"},
        {programme_file, "rate: 80.00 %", "rate: 80.00 %\n    cap: 100,00\n    floor: 200,00", "cap: 100,00",
         "load.cap_below_floor"},
        {programme_file, "rate: 80.00 %",
         "rate:\n      - {value: 80.00 %, to: 2024-06-30}\n      - {value: 70.00 %, from: 2024-06-30}",
         "{value: 70.00 %, from: 2024-06-30}", "load.rows_overlap"},
        {programme_file, "rate: 80.00 %",
         "rate:\n      - {value: 80.00 %, to: 2024-06-30}\n      - {value: 70.00 %, from: 2024-07-01, to: 2024-06-30}",
         "{value: 70.00 %", "load.period_backwards"},
        {programme_file, "rate: 80.00 %", "rate:\n      - {from: 2019-01-01}", "- {from: 2019-01-01}",
         "yaml.missing_key"},
        {programme_file, "rate: 80.00 %",
         "rate: 80.00 %\n    cap: [{value: \"100,00\", to: 2024-06-30}]\n    floor: [{value: \"200,00\", from: "
         "2024-06-30}]",
         "cap: [", "load.cap_below_floor"},
        {programme_file, "open: [{from: 2019-01-01}]", "open: [{from: 2019-01-01}, {from: 2025-01-01}]",
         "open: [{from: 2019-01-01}, {", "load.open_overlap"},
        {programme_file, "open: [{from: 2019-01-01}]", "open: [{from: 2019-01-01, to: 2018-12-31}]",
         "open: [{from: 2019-01-01, to: 2018", "load.period_backwards"},
        {programme_file, "rate: 80.00 %", "rate: 80.00 %\n    dedicated_use: 4 weeks", "dedicated_use: 4",
         "load.dedicated_use"},
        {programme_file, "    rate: 80.00 %\n", "", "- code: 2c", "load.rate_missing"},
        {programme_file, "financing: proportional", "financing: proportionate", "financing: proportionate",
         "financing_type.unknown"},
        {programme_file, "code: 2f", "code: 2c", "- code: 2c\n    title: Aus", "load.object_twice"},
        {programme_file, "value: 4 weeks", "value: four weeks", "value: four", "load.setting_value"},
        {programme_file, "source: Einstellung, label: Vorschlag für die Frist einer Nachforderung", "label: Vorschlag",
         "supplement_length", "yaml.missing_key"},
        {programme_file, "letters/hearing.txt", "letters/hearings.txt", "letters/hearings.txt", "load.no_such_file"},
        {programme_file, "letters/hearing.txt", "../../etc/passwd", "../../etc/passwd", "load.path_leaves"},
        {programme_file, "letters/hearing.txt", "/etc/passwd", "/etc/passwd", "load.path_leaves"},
        {programme_file, "notice: forms/notice.yaml", "notices: forms/notice.yaml", "notices: forms",
         "load.name_differs"},
        {programme_file, "machines: [application, early-start, common/court-case, common/payment-request",
         "machines: [application, early-start, common/court-case, common/court-case",
         "machines:", "load.machine_twice"},
        {programme_file, "machines: [application, early-start", "machines: [early-start",
         "machines:", "load.main_inside"},
        {programme_file, "  award: recommend.award_cents\n", "", "money:", "yaml.missing_key"},
    })));
}

TEST_CASE("a wrong word in a machine is told with its line and what may be meant") {
    check_told(GENERATE(values<Mistake>({
        {application_file, "machine: application", "machine: applications", "machine: applications",
         "load.name_differs"},
        {application_file, "{label: Entwurf, ", "{lable: Entwurf, label: Entwurf, ", "lable: Entwurf",
         "yaml.unknown_key.near"},
        {application_file, "owner: adviser,", "", "consultation:         {label", "load.no_owner"},
        {application_file, "{label: Zurückgezogen, final: true}", "{label: Zurückgezogen, owner: decider, final: true}",
         "withdrawn:  ", "load.final_owner"},
        {application_file, "title: Ablehnen, primary: true", "title: Ablehnen, primary: 1", "primary: 1",
         "yaml.not_a_flag"},
        {application_file, "title: Erneut prüfen, reason: required", "title: Erneut prüfen, reason: true",
         "reason: true", "load.reason"},
        {application_file, "by: owner", "by: [owner, decider]", "by: [owner, decider]", "load.owner_alone"},
        {application_file, "to: {granted: grant_served, refused: refusal_served}", "to: {granted: grant_served}",
         "to: {granted: grant_served}", "load.to_incomplete"},
        {application_file, "to: {granted: grant_served, refused: refusal_served}",
         "to: {granted: grant_served, refused: refusal_served, draft: draft}", "draft: draft", "load.to_too_much"},
        {application_file, "  cosign:              [{separation", "  cosin:               [{separation",
         "  cosin: ", "load.unknown_step.near"},
        {application_file, "[{reservation_over: {", "[{reservation_overr: {", "reservation_overr",
         "load.unknown_check.near"},
        {application_file, "{freeze: application}, {letter", "{freze: application}, {letter",
         "{freze:", "load.unknown_effect.near"},
        {application_file, "{number: file_number}", "{number: 5}", "{number: 5}", "load.effect.words"},
        {application_file, "{release: committed}, {letter", "{release: everything}, {letter", "release: everything",
         "load.effect.words"},
        {application_file, "{letter: closing_letter}", "{letter: [closing_letter]}", "letter: [closing_letter]",
         "load.effect.text"},
        {application_file, "{letter: closing_letter}", "{letter: closing_letter, freeze: application}",
         "{letter: closing_letter, freeze", "load.single_key"},
        {application_file, "{supersede_finality: {deadline: remedy, running", "{supersede_finality: {running",
         "supersede_finality: {running", "load.effect.finality"},
        {application_file,
         "settle_otherwise:    [{release: reserved}, {end_child: {machine: early-start, step: drop}}]",
         "settle_otherwise:    [{end_child: early-start}]", "{end_child: early-start}", "load.effect.child"},
        {court_case_file, "values: [annulled, obliged], step: reopen", "values: annulled, step: reopen",
         "values: annulled", "load.effect.condition"},
        {application_file, "length: 1 month,", "length: a month,", "length: a month", "length.spelling"},
        {application_file, "length: 1 month,", "", "  remedy:  ", "load.length_or_field"},
        {application_file, "place: court", "place: cort", "place: cort", "load.unknown_place.near"},
        {application_file, "served: notice", "served: letter", "served: letter", "load.served"},
        {application_file, "then: {fire: become_final}", "then: {fire: become_final, remind: decider}",
         "fire: become_final, remind", "load.fire_or_remind"},
        {application_file, "own_reservation: true", "own_reservation: 1.5", "own_reservation: 1.5", "yaml.fraction"},
        {early_start_file, "{most: 1,", "{most: 0,", "open_at_once: {most: 0", "load.open_at_once"},
        {early_start_file, "{most: 1,", "{most: one,", "most: one", "yaml.not_an_integer"},
        {early_start_file, "opens_in: [formal_review, s", "opens_in: [formal_review, formal_review, s",
         "opens_in: [formal", "yaml.named_twice"},
        {early_start_file, "  drop:    {from", "  Drop!:   {from", "  Drop!: ", "load.bad_name"},
    })));
}

TEST_CASE("a wrong word in a form is told with its line and what may be meant") {
    check_told(GENERATE(values<Mistake>({
        {form_file, "{kind: long_text, label: Beschreibung", "{kind: longtext, label: Beschreibung", "kind: longtext",
         "load_form.unknown_kind.near"},
        {form_file, "max_length: 200}\n  project_d", "maxlength: 200}\n  project_d", "maxlength",
         "yaml.unknown_key.near"},
        {form_file, "options_from: funding_objects", "options_from: funding_object", "options_from: funding_object",
         "load_form.unknown_list.near"},
        {form_file, "requested_cents:       {kind: money", "requested_euros:       {kind: money", "requested_euros",
         "load_form.amount_name"},
        {form_file, "requested_cents:       {kind: money", "requested_cents:       {kind: integer", "requested_cents",
         "load_form.amount_name"},
        {form_file, "min: 1\n    max: 200", "min: 1.5\n    max: 200", "min: 1.5", "yaml.not_an_integer"},
        {form_file, "min: 1\n    max: 200", "min: 300\n    max: 200", "min: 300", "load_form.bounds_crossed"},
        {form_file, "label: IBAN der Kasse,", "", "iban:  ", "yaml.missing_key"},
        {form_file, "{kind: date, label: Beginn des Vorhabens, required: true}",
         "{kind: date, label: Beginn, required_when: {planed_end: x}}", "planed_end", "load_form.unknown_field.near"},
        {form_file, "{kind: date, label: Beginn des Vorhabens, required: true}",
         "{kind: date, label: Beginn, required_when: {funding_object: 2cc}}", "2cc", "load_form.unknown_option.near"},
        {form_file, "{kind: date, label: Beginn des Vorhabens, required: true}", "{kind: date, label: Beginn, max: 5}",
         "label: Beginn, max", "load_form.bounds_not_here"},
        {form_file, "{kind: date, label: Beginn des Vorhabens, required: true}",
         "{kind: date, label: Beginn, columns: {}}", "label: Beginn, col", "load_form.columns_not_here"},
        {form_file, "{kind: date, label: Beginn des Vorhabens, required: true}", "{kind: choice, label: Beginn}",
         "kind: choice, label: Beginn", "load_form.options_once"},
        {form_file, "form: application", "title_of_form: x\nform: application", "title_of_form",
         "yaml.unknown_key.list"},
    })));
}

TEST_CASE("every mistake of every file is told at once, in the order of the files") {
    auto bundle = changed(shipped(), programme_file, "rate: 80.00 %", "rate: 80");
    bundle = changed(bundle, application_file, "reservation_over:", "reservation_ovr:");
    bundle = changed(bundle, form_file, "{kind: iban,", "{kind: ibn,");
    bundle = changed(bundle, court_case_file, "{most: 1,", "{most: -1,");
    std::vector<std::string> files;
    for (const auto& error : errors_of(bundle)) files.push_back(error.place.file);
    CHECK(files == std::vector<std::string>{court_case_file, application_file, form_file, programme_file});
}

TEST_CASE("an error tells what, where and what now") {
    const auto bundle = changed(shipped(), application_file, "reservation_over:", "reservation_ovr:");
    const auto errors = errors_of(bundle);
    REQUIRE(errors.size() == 1);
    CHECK(printed(errors[0].place, errors[0].message) ==
          application_file + ":" + std::to_string(line_of(bundle, application_file, "reservation_ovr")) +
              ": Die Prüfung „reservation_ovr“ gibt es nicht. Gemeint: „reservation_over“?");
}

TEST_CASE("a bundle without a programme, an empty file and a second document are told") {
    CHECK(errors_of({}).front().message.key == "load.no_programme");
    auto bundle = shipped();
    bundle.files[court_case_file] = "";
    CHECK(errors_of(bundle).front().message.key == "yaml.empty");
    bundle = shipped();
    bundle.files[court_case_file] += "---\nx: 1\n";
    CHECK(errors_of(bundle).front().message.key == "yaml.second_document");
    bundle = shipped();
    bundle.files[court_case_file] = "- a\n- b\n";
    CHECK(errors_of(bundle).front().message.key == "yaml.not_a_map");
    bundle = shipped();
    bundle.files.at("common/letters/hearing.txt") = " \n";
    CHECK(errors_of(bundle).front().message.key == "load.letter_empty");
}

TEST_CASE("a file cut off anywhere is refused or loads, and never breaks the loader") {
    const auto whole = shipped().files.at(court_case_file);
    for (std::size_t length = 0; length < whole.size(); length += 7) {
        auto bundle = shipped();
        bundle.files[court_case_file] = whole.substr(0, length);
        for (const auto& error : errors_of(bundle)) CHECK(error.place.line >= 1);
    }
}
