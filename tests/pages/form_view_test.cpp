#include "domain/load.hpp"
#include "web/pages/form_view.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;

namespace {

const Texts& texts() {
    static const Texts all = load_texts(SOURCE_DIR "/config");
    return all;
}
const Words& words() {
    static const Words all{texts(), *parse_date("2026-11-23")};
    return all;
}

Form cost_form() {
    std::vector<LoadError> errors;
    auto form = load_form(R"(
form: application
title: Antrag
fields:
  title: {kind: text, label: Titel, required: true}
  cost_plan:
    kind: rows
    label: Ausgaben
    columns:
      item: {kind: text, label: Position, required: true}
      year: {kind: integer, label: Jahr, required: true}
      amount_cents: {kind: money, label: Betrag, required: true}
      eligible: {kind: flag, label: Zuwendungsfähig, required: true}
)",
                          "test.yaml", errors);
    REQUIRE(errors.empty());
    return form;
}

const View::Views& list(const View& view) { return std::get<View::Views>(view.any()); }
const View& in(const View& view, std::string_view name) { return std::get<View::Group>(view.any()).find(name)->second; }
std::string said(const View& view, std::string_view name) {
    const auto* words = std::get_if<std::string>(&in(view, name).any());
    return words ? *words : std::string{};
}

using Pairs = std::vector<std::pair<std::string, std::string>>;

const Pairs two_rows = {{"csrf", "geheim"},
                        {"title", "Schule"},
                        {"cost_plan.0.item", "Lizenzen"},
                        {"cost_plan.0.year", "2027"},
                        {"cost_plan.0.amount_cents", "1.000,00"},
                        {"cost_plan.0.eligible", "ja"},
                        {"cost_plan.1.item", "Wartung"},
                        {"cost_plan.1.year", "2028"},
                        {"cost_plan.1.amount_cents", "1.2oo,00"},
                        {"cost_plan.1.eligible", "nein"}};

View rows_of(const Pairs& pairs, const std::string& remove = {}) {
    const auto form = cost_form();
    return rows_view(form.fields[1], {posted(form.fields, pairs, remove)}, words());
}

}  // namespace

TEST_CASE("only fields of the form are taken from what was posted") {
    const auto record = posted(cost_form().fields, two_rows);
    CHECK(record.size() == 2);
    CHECK(text_of(record, "title") == "Schule");
    CHECK(list_of(record, "cost_plan").size() == 2);
}

TEST_CASE("when every row was removed, an empty list says so") {
    const auto record = posted(cost_form().fields, {{"title", "Schule"}, {"cost_plan.0.item", " "}});
    REQUIRE(member(record, "cost_plan").as_list());
    CHECK(member(record, "cost_plan").as_list()->empty());
}

TEST_CASE("what could not be read stays in the field as typed, and the sum says what it leaves out") {
    const auto view = rows_of(two_rows);
    const auto& table = in(view, "is_rows");
    const auto& line = list(in(table, "lines"))[1];
    CHECK(said(list(in(line, "cells"))[2], "value") == "1.2oo,00");
    const auto& sums = list(in(table, "sums"));
    CHECK(said(sums.front(), "sum") == "1.000,00\u00A0€");
    CHECK(said(table, "sums_leave_out").find("einen Betrag") != std::string::npos);
}

TEST_CASE("sums stand per year, in all, and for what may be granted") {
    auto pairs = two_rows;
    pairs[8].second = "500,00";
    const auto view = rows_of(pairs);
    const auto& sums = list(in(in(view, "is_rows"), "sums"));
    REQUIRE(sums.size() == 4);
    CHECK(said(sums[0], "sum") == "1.000,00\u00A0€");
    CHECK(said(sums[1], "sum") == "500,00\u00A0€");
    CHECK(said(sums[2], "sum") == "1.500,00\u00A0€");
    CHECK(said(sums[3], "sum") == "1.000,00\u00A0€");
}

TEST_CASE("removing a row moves the rows behind it up") {
    const auto view = rows_of(two_rows, "cost_plan.0");
    const auto& lines = list(in(in(view, "is_rows"), "lines"));
    REQUIRE(lines.size() == 1);
    CHECK(said(list(in(lines[0], "cells"))[0], "value") == "Wartung");
    CHECK(said(list(in(lines[0], "cells"))[0], "name") == "cost_plan.0.item");
}

TEST_CASE("removing row 1 leaves row 10 alone") {
    Pairs pairs;
    for (int row = 0; row < 11; ++row)
        pairs.emplace_back("cost_plan." + std::to_string(row) + ".item", "Zeile " + std::to_string(row));
    CHECK(list_of(posted(cost_form().fields, pairs, "cost_plan.1"), "cost_plan").size() == 10);
}

TEST_CASE("every error is linked to its field, in the order of the fields") {
    const auto form = cost_form();
    const auto typed = posted(form.fields, two_rows);
    const auto refused = decode(form, typed, Spelling::German);
    REQUIRE_FALSE(refused);
    const auto links = error_links(form.fields, {typed, refused.error().fields}, words());
    REQUIRE(links.size() == 1);
    CHECK(said(links.front(), "error_at") == "f-cost_plan-1-amount_cents");
    CHECK(said(links.front(), "error_words").find("1.2oo,00") != std::string::npos);
}

TEST_CASE("an answer that was kept is typed back the way it was understood") {
    const auto form = cost_form();
    const Record answers{
        {"title", FreeText{"Schule"}},
        {"cost_plan",
         List{Record{{"item", FreeText{"A"}}, {"year", 2027}, {"amount_cents", 123456}, {"eligible", false}}}}};
    const auto typed = as_typed(form.fields, answers);
    const auto again = decode(form, typed, Spelling::German);
    REQUIRE(again);
    CHECK(*again == answers);
}
