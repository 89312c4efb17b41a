#include "base/canonical_json.hpp"
#include "unit/forms/form_under_test.hpp"

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

std::string property(const std::string& name) {
    return canonical_json(member(*member(json_schema(form()), "properties").as_record(), name));
}

}  // namespace

TEST_CASE("the schema names its dialect, its fields in order and what is required") {
    const auto schema = json_schema(form());
    CHECK(text_of(schema, "$schema") == "https://json-schema.org/draft/2020-12/schema");
    CHECK(text_of(schema, "type") == "object");
    CHECK(text_of(schema, "title") == "Alles");
    CHECK(member(schema, "additionalProperties") == Value{false});
    CHECK(list_of(schema, "required") == List{"title", "agreed"});
    CHECK(list_of(schema, "x-order").front() == Value{"title"});
    CHECK(list_of(schema, "x-order").size() == form().fields.size());
}

TEST_CASE("each kind of field has its type in the schema") {
    const auto [name, schema] = GENERATE(table<std::string, std::string>({
        {"title", R"({"maxLength":10,"title":"Titel","type":"string"})"},
        {"description",
         R"({"description":"Worum geht es?","maxLength":20000,"title":"Beschreibung","type":"string","x-source":"§ 1"})"},
        {"amount_cents", R"({"maximum":10000000000000,"minimum":0,"title":"Betrag","type":"integer"})"},
        {"change_cents", R"({"maximum":10000000000000,"minimum":-1000,"title":"Änderung","type":"integer"})"},
        {"count", R"({"maximum":9,"minimum":1,"title":"Anzahl","type":"integer"})"},
        {"rate", R"({"pattern":"^(100\\.00|[1-9]?[0-9]\\.[0-9]{2})$","title":"Satz","type":"string"})"},
        {"due", R"({"format":"date","title":"Fällig am","type":"string"})"},
        {"agreed", R"({"title":"Einverstanden","type":"boolean"})"},
        {"type",
         R"({"enum":["share","fixed"],"title":"Art","type":"string","x-labels":{"fixed":"Festbetrag","share":"Anteil"}})"},
        {"recipient", R"({"pattern":"^([0-9]{8}|[0-9]{12})$","title":"Körperschaft","type":"string"})"},
        {"documents", R"({"items":{"type":"object"},"readOnly":true,"title":"Unterlagen","type":"array"})"},
    }));
    CHECK(property(name) == schema);
}

TEST_CASE("rows carry the schema of a row") {
    const auto schema = json_schema(form());
    const auto& plan = *member(*member(schema, "properties").as_record(), "plan").as_record();
    CHECK(integer_of(plan, "minItems") == 2);
    CHECK(integer_of(plan, "maxItems") == 3);
    const auto& row = *member(plan, "items").as_record();
    CHECK(list_of(row, "required") == List{"item", "amount_cents"});
    CHECK(member(row, "additionalProperties") == Value{false});
}

TEST_CASE("what another answer asks for is an implication") {
    const auto schema = json_schema(form());
    CHECK(canonical_json(member(schema, "allOf")) ==
          R"([{"if":{"properties":{"type":{"const":"share"}},"required":["type"]},"then":{"required":["rate"]}}])");
    const auto& plan = *member(*member(schema, "properties").as_record(), "plan").as_record();
    CHECK(
        canonical_json(member(*member(plan, "items").as_record(), "allOf")) ==
        R"([{"if":{"properties":{"eligible":{"const":false}},"required":["eligible"]},"then":{"required":["note"]}}])");
}
