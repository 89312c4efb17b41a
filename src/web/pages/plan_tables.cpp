#include "web/pages/plan_tables.hpp"

#include "workflow/side_by_side.hpp"

namespace foerderlauf {

namespace {

View cell(const std::string& words, bool cut = false) { return View::Group{{"cell_words", words}, {"cell_cut", cut}}; }

View amount(const std::optional<Money>& amount, const Words& words) {
    return cell(amount ? words.amount(*amount) : words.sentence("pages.open_yet"));
}

/// A difference is marked; none is said in figures too.
View difference(const std::optional<Money>& amount, const Words& words) {
    return cell(amount ? words.amount(*amount) : words.sentence("pages.open_yet"), amount && !amount->is_zero());
}

View line(const std::string& name, View::Views cells, const View::Views& heads) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        auto head = heads[i + 1];  // the first head is the line's own
        cells[i]["cell_label"] = head["head_label"];
    }
    return View::Group{{"line_name", name}, {"cells", std::move(cells)}};
}

View::Views heads(std::initializer_list<const char*> keys, const Words& words) {
    View::Views views;
    for (const auto* key : keys)
        views.push_back(View::Group{{"head_label", words.sentence("pages.side_by_side." + std::string{key})},
                                    {"head_money", !views.empty()}});
    return views;
}

View items_table(const SideBySide& all, const Words& words) {
    const auto columns = heads({"item", "planned", "eligible", "recognised", "difference"}, words);
    const auto of = [&](const std::string& name, const ItemLine& item) {
        return line(name,
                    {amount(item.planned, words), amount(item.eligible, words), amount(item.recognised, words),
                     difference(item.difference(), words)},
                    columns);
    };
    View::Views lines;
    for (const auto& item : all.items)
        lines.push_back(of(item.item.empty() ? words.sentence("pages.nothing_given") : item.item, item));
    return View::Group{{"table_caption", words.sentence("pages.side_by_side.items")},
                       {"heads", columns},
                       {"lines", lines},
                       {"table_sum", of(words.sentence("pages.side_by_side.sum"), all.all_items)}};
}

View years_table(const SideBySide& all, const Words& words) {
    const auto columns = heads({"year", "costs", "requested", "recommended", "granted", "paid", "difference"}, words);
    const auto of = [&](const std::string& name, const YearLine& year) {
        return line(name,
                    {amount(year.costs, words), amount(year.requested, words), amount(year.recommended, words),
                     amount(year.granted, words), amount(year.paid, words), difference(year.difference(), words)},
                    columns);
    };
    View::Views lines;
    for (const auto& year : all.years) lines.push_back(of(std::to_string(year.year), year));
    return View::Group{{"table_caption", words.sentence("pages.side_by_side.years")},
                       {"heads", columns},
                       {"lines", lines},
                       {"table_sum", of(words.sentence("pages.side_by_side.grant"), all.all_years)}};
}

}  // namespace

View plan_tables_view(const CaseReading& reading, const Words& words) {
    const auto all = side_by_side(*reading.definition, reading.file);
    if (all.items.empty() && all.years.empty()) return false;
    return View::Group{{"side_chip", words.sentence("pages.side_by_side.chip")},
                       {"side_title", words.sentence("pages.side_by_side.title")},
                       {"side_tables", View::Views{items_table(all, words), years_table(all, words)}}};
}

}  // namespace foerderlauf
