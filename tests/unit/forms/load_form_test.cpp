#include "unit/forms/form_under_test.hpp"

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

std::vector<LoadError> errors_of(const std::string& fields) {
    std::vector<LoadError> errors;
    load_form("form: test\ntitle: Test\nfields:\n" + fields, "forms/test.yaml", errors);
    return errors;
}

}  // namespace

TEST_CASE("fields keep the order of the file and remember their line") {
    CHECK(form().fields.front().name == "title");
    CHECK(form().fields.back().name == "documents");
    CHECK(form().fields[1].place.file == "forms/test.yaml");
    CHECK(form().fields[1].place.line == 6);
    CHECK(form().find("plan")->columns.size() == 4);
    CHECK(form().find("nothing") == nullptr);
}

TEST_CASE("texts have a length even where the file gives none") {
    CHECK(form().find("title")->max_length == 10);
    CHECK(form().find("description")->max_length == 20'000);
    CHECK(form().find("budget_line")->max_length == 100);
    CHECK(load("form: a\ntitle: A\nfields: {t: {kind: text, label: T}}").find("t")->max_length == 300);
}

TEST_CASE("a wrong field is told with its line") {
    const auto [field, key] = GENERATE(table<std::string, std::string>({
        {"  a: {kind: txt, label: A}", "load_form.unknown_kind.near"},
        {"  a: {label: A}", "yaml.missing_key"},
        {"  a: {kind: text}", "yaml.missing_key"},
        {"  a: {kind: text, label: ''}", "yaml.blank"},
        {"  a: {kind: text, label: [A]}", "yaml.not_a_text"},
        {"  a: text", "yaml.not_a_map"},
        {"  a: {kind: text, label: A, requird: true}", "yaml.unknown_key.near"},
        {"  a: {kind: text, label: A, required: \"true\"}", "yaml.not_a_flag"},
        {"  a: {kind: text, label: A, max_length: 0}", "load_form.bad_length"},
        {"  a: {kind: date, label: A, max_length: 5}", "load_form.bad_length"},
        {"  a: {kind: text, label: A, min: 1}", "load_form.bounds_not_here"},
        {"  a: {kind: integer, label: A, min: 2, max: 1}", "load_form.bounds_crossed"},
        {"  a: {kind: integer, label: A, min: 1.5}", "yaml.not_an_integer"},
        {"  a: {kind: rows, label: A, max: 0, columns: {b: {kind: text, label: B}}}", "load_form.bounds_crossed"},
        {"  a_cents: {kind: money, label: A, max: 10000000000001}", "load_form.bounds_too_large"},
        {"  a: {kind: money, label: A}", "load_form.amount_name"},
        {"  a_cents: {kind: integer, label: A}", "load_form.amount_name"},
        {"  a.b: {kind: text, label: A}", "load_form.bad_name"},
        {"  Ä: {kind: text, label: A}", "load_form.bad_name"},
        {"  a: {kind: text, label: A, options: {x: X}}", "load_form.options_not_here"},
        {"  a: {kind: choice, label: A}", "load_form.options_once"},
        {"  a: {kind: choice, label: A, options: {x: X}, options_from: documents}", "load_form.options_once"},
        {"  a: {kind: choice, label: A, options: {}}", "load_form.no_options"},
        {"  a: {kind: choice, label: A, options: [x]}", "yaml.not_a_map"},
        {"  a: {kind: choice, label: A, options_from: documents}", "load_form.unknown_list.list"},
        {"  a: {kind: text, label: A, columns: {b: {kind: text, label: B}}}", "load_form.columns_not_here"},
        {"  a: {kind: rows, label: A}", "yaml.missing_key"},
        {"  a: {kind: rows, label: A, columns: {b: {kind: documents, label: B}}}", "load_form.no_such_column"},
        {"  a: {kind: text, label: A, required_when: {b: x, c: y}}", "load_form.one_condition"},
        {"  a: {kind: text, label: A, required_when: {zzzzzz: x}}", "load_form.unknown_field.list"},
    }));
    INFO(field);
    const auto errors = errors_of(field);
    for (const auto& error : errors) UNSCOPED_INFO(error.message.key << " " << error.place.line);
    REQUIRE_FALSE(errors.empty());
    CHECK(errors.front().message.key == key);
    CHECK(errors.front().place.line == 4);
    const auto sentence = texts().sentence(errors.front().message);
    CHECK(sentence.find("«") == std::string::npos);
    CHECK(sentence.find('{') == std::string::npos);
}

TEST_CASE("a form without name, title or fields is told") {
    std::vector<LoadError> errors;
    load_form("title: T\n", "forms/test.yaml", errors);
    REQUIRE(errors.size() == 2);
    CHECK(errors[0].message == Message{"yaml.missing_key", {{"key", "form"}}});
    CHECK(errors[1].message == Message{"yaml.missing_key", {{"key", "fields"}}});
}

TEST_CASE("deep nesting is refused without breaking the reader") {
    std::vector<LoadError> errors;
    load_form(std::string(100'000, '['), "forms/test.yaml", errors);
    REQUIRE_FALSE(errors.empty());
    CHECK(errors.front().message.key == "yaml.syntax");
}
