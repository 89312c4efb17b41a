#include "web/pages/call_years_view.hpp"

#include "workflow/call_years.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

const CheckUse* check_of(const Step& step, std::string_view name) {
    const auto found = std::ranges::find(step.checks, name, &CheckUse::check);
    return found == step.checks.end() ? nullptr : &*found;
}

const char* key_of(CallYear::Why why) {
    switch (why) {
        case CallYear::Why::Open: return "pages.call.why.open";
        case CallYear::Why::NotOpened: return "pages.call.why.not_opened";
        case CallYear::Why::Later: return "pages.call.why.later";
        case CallYear::Why::Past: return "pages.call.why.past";
        case CallYear::Why::AllCalled: break;
    }
    return "pages.call.why.all_called";
}

View line_of(const std::string& name, const CallYear& year, std::string why, const Words& words) {
    return View::Group{{"year", name},
                       {"year_granted", words.amount(year.granted)},
                       {"year_underway", words.amount(year.underway)},
                       {"year_paid", words.amount(year.paid)},
                       {"year_open", words.amount(year.open)},
                       {"year_now", words.amount(year.now)},
                       {"year_why", std::move(why)}};
}

CallYear sum_of(const std::vector<CallYear>& years) {
    CallYear sum;
    for (const auto& year : years) {
        sum.granted += year.granted;
        sum.underway += year.underway;
        sum.paid += year.paid;
        sum.open += year.open;
        sum.now += year.now;
    }
    return sum;
}

/// How far bills carry a call under the financing type of the grant (ANBest-Gk Nr. 1.2): the words for what order_of_use counts.
std::string share_in_words(const Record& grant, const Words& words) {
    const auto key = "pages.call.share." + text_of(grant, "financing_type");
    if (!words.knows(key)) return {};
    const auto rate = Percent::parse(text_of(grant, "rate"));
    return words.sentence(key, {{"rate", rate ? to_german(*rate) : std::string{}},
                                {"award_cents", integer_of(grant, "award_cents")},
                                {"eligible_cents", integer_of(grant, "eligible_cents")}});
}

}  // namespace

View call_years_view(const CaseReading& reading, const Step* step, const Words& words) {
    const auto* limit = step ? check_of(*step, "slice_left") : nullptr;
    const auto years = limit ? call_years(reading.file, words.today()) : std::vector<CallYear>{};
    if (years.empty()) return false;
    View::Views lines;
    for (const auto& year : years)
        lines.push_back(
            line_of(std::to_string(year.year), year, words.sentence(key_of(year.why), {{"year", year.year}}), words));
    const auto* order = check_of(*step, "order_of_use");
    return View::Group{{"years", lines},
                       {"years_sum", line_of(words.sentence("pages.rows.sum"), sum_of(years), {}, words)},
                       {"years_source", typeset(limit->source)},
                       {"share", order ? share_in_words(reading.file.grant, words) : std::string{}},
                       {"share_source", order ? typeset(order->source) : std::string{}}};
}

}  // namespace foerderlauf
