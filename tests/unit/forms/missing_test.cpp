#include "unit/forms/form_under_test.hpp"

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

std::map<std::string, std::string> gaps(const Record& answers) {
    std::map<std::string, std::string> keys;
    for (const auto& [name, message] : missing(form(), answers)) keys[name] = message.key;
    return keys;
}

const Record complete{{"title", FreeText{"T"}}, {"agreed", false}};

Record with(Record answers, const std::string& name, Value value) {
    answers[name] = std::move(value);
    return answers;
}

}  // namespace

TEST_CASE("nothing given: every required field is missing, nothing else") {
    CHECK(gaps({}) == std::map<std::string, std::string>{{"agreed", "field.missing"}, {"title", "field.missing"}});
}

TEST_CASE("a flag answered with no is answered") { CHECK(gaps(complete).empty()); }

TEST_CASE("a blank text is missing, one erased by law is not") {
    CHECK(gaps(with(complete, "title", FreeText{" \n"})).contains("title"));
    CHECK(gaps(with(complete, "title", FreeText{"", true})).empty());
}

TEST_CASE("what another answer asks for is missing only then") {
    CHECK(gaps(with(complete, "type", "fixed")).empty());
    CHECK(gaps(with(complete, "type", "share")) == std::map<std::string, std::string>{{"rate", "field.missing"}});
    CHECK(gaps(with(with(complete, "type", "share"), "rate", "80.00")).empty());
}

TEST_CASE("rows that are there need their columns and their number") {
    const Record whole{{"item", FreeText{"a"}}, {"amount_cents", 1}, {"eligible", true}};
    CHECK(gaps(with(complete, "plan", List{})).empty());
    CHECK(gaps(with(complete, "plan", List{whole})) ==
          std::map<std::string, std::string>{{"plan", "field.too_few_rows"}});
    CHECK(gaps(with(complete, "plan", List{whole, whole})).empty());
    const Record half{{"item", FreeText{"a"}}, {"eligible", false}};
    CHECK(
        gaps(with(complete, "plan", List{whole, half})) ==
        std::map<std::string, std::string>{{"plan.1.amount_cents", "field.missing"}, {"plan.1.note", "field.missing"}});
}

TEST_CASE("what is missing is said with the label") {
    CHECK(texts().sentence(missing(form(), {}).at("title")) == "„Titel“ fehlt noch.");
}
