// GET and POST /worklist/together: one step for several cases, each decided by itself, with a result per case.
#include "base/text.hpp"
#include "web/pages/case_views.hpp"
#include "web/pages/frame.hpp"
#include "web/pages/lists.hpp"
#include "web/pages/officers.hpp"
#include "web/pages/refusals.hpp"

#include <algorithm>
#include <charconv>
#include <map>

namespace foerderlauf {

namespace {

constexpr std::size_t most_together = 50;
/// Stands among the steps: the cases are given to an officer.
constexpr auto assigning = "assign";

/// The cases ticked, each once; what is no number is passed over.
template <typename Pairs>
std::vector<CaseId> ticked(const Pairs& given) {
    std::vector<CaseId> ids;
    for (const auto& [name, text] : given) {
        CaseId id = 0;
        const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), id);
        const bool number = fault == std::errc{} && end == text.data() + text.size();
        if (name == "case" && number && std::ranges::find(ids, id) == ids.end() && ids.size() < most_together)
            ids.push_back(id);
    }
    return ids;
}

/// Only what this visitor sees; the others are as if they had not been ticked.
std::vector<CaseReading> readings_of(const Visit& visit, const std::vector<CaseId>& ids) {
    std::vector<CaseReading> readings;
    for (const auto id : ids)
        if (auto reading = case_of(visit, id)) readings.push_back(std::move(*reading));
    return readings;
}

/// A step that asks for nothing but a reason, and in how many of the cases it may be taken now.
struct CommonStep {
    std::string title, source;
    std::int64_t allowed = 0;
    bool needs_reason = false;
};

std::map<std::string, CommonStep> common_steps(const std::vector<CaseReading>& readings) {
    std::map<std::string, CommonStep> steps;
    for (const auto& reading : readings)
        for (const auto& offer : reading.offers) {
            const bool asks_more = std::ranges::any_of(offer.needs, [](const auto& need) { return need != "reason"; });
            if (asks_more) continue;
            auto& step = steps[offer.name];
            step.title = offer.title;
            step.source = offer.source;
            step.needs_reason = step.needs_reason || !offer.needs.empty();
            if (offer.allowed) ++step.allowed;
        }
    std::erase_if(steps, [](const auto& entry) { return entry.second.allowed == 0; });
    return steps;
}

View case_view(const CaseReading& reading, const Words& words) {
    const auto* state = reading.definition->main().state(reading.file.main().state);
    return View::Group{{"case_id", std::to_string(reading.file.id)},
                       {"case_seq", std::to_string(reading.file.seq)},
                       {"case_path", "/cases/" + std::to_string(reading.file.id)},
                       {"case_number", reading.file.file_number},
                       {"case_title", title_of(reading, words)},
                       {"case_body", spoken_name(reading.file.recipient)},
                       {"case_state", state ? state->label : reading.file.main().state}};
}

/// Whoever may be given at least one of the cases by this visitor.
View::Views officer_choices(const Visit& visit, const std::vector<CaseReading>& readings) {
    std::map<std::string, std::string> found;  // sign-in name by display name
    for (const auto& reading : readings)
        for (const auto& duty : assignable_duties(*reading.definition, reading.file, reading.actor))
            for (const auto& account : officers_for(visit, reading, duty)) found[account.display_name] = account.name;
    View::Views views;
    for (const auto& [name, account] : found)
        views.push_back(View::Group{{"officer_account", account},
                                    {"officer_name", name},
                                    {"officer_chosen", visit.request.form.value("account") == account}});
    return views;
}

View::Views step_views(const std::vector<CaseReading>& readings, const std::string& chosen, const Words& words) {
    View::Views views;
    for (const auto& [name, step] : common_steps(readings)) {
        const auto count = words.sentence(
            "pages.together.possible",
            {{"allowed", step.allowed}, {"count", static_cast<std::int64_t>(readings.size())}});
        views.push_back(View::Group{{"step_name", name},
                                    {"step_title", typeset(step.title)},
                                    {"step_source", typeset(step.source)},
                                    {"step_count", count},
                                    {"step_chosen", name == chosen},
                                    {"step_reason", step.needs_reason}});
    }
    return views;
}

Reply choice_page(const Visit& visit, const std::vector<CaseReading>& readings, const std::string& error, int status) {
    const auto& words = visit.words;
    View::Views cases;
    for (const auto& reading : readings) cases.push_back(case_view(reading, words));
    const auto title = words.counted("pages.together.title", static_cast<std::int64_t>(readings.size()));
    auto steps = step_views(readings, visit.request.form.value("step"), words);
    const auto officers = officer_choices(visit, readings);
    View view = View::Group{{"heading", title},
                            {"error", error},
                            {"typed_reason", visit.request.form.value("reason")},
                            {"no_steps", steps.empty() && officers.empty()},
                            {"assigns", visit.request.form.value("step") == assigning},
                            {"some_officers", !officers.empty()},
                            {"officers", officers},
                            {"steps", std::move(steps)},
                            {"cases", std::move(cases)}};
    return page(visit, "together", error.empty() ? title : words.sentence("pages.errors.page", {{"title", title}}),
                view, status, NavPlace::Cases);
}

using Doing = std::function<Result<Outcome>(const Envelope&, const CaseReading&)>;

/// What came of it, in words: done, or every reason why not.
View result_view(const Visit& visit, const CaseReading& reading, const Doing& doing) {
    const auto& words = visit.words;
    auto envelope = visit.envelope();
    std::int64_t seen = reading.file.seq;
    const auto given = visit.request.form.value("seq:" + std::to_string(reading.file.id));
    std::from_chars(given.data(), given.data() + given.size(), seen);
    envelope.seen_seq = seen;
    const auto outcome = doing(envelope, reading);
    View view = case_view(reading, words);
    view["done"] = outcome.has_value();
    view["reasons"] = View::Views{};
    view["why"] = std::string{};
    if (outcome) {
        const auto* state = outcome->definition->main().state(outcome->file->main().state);
        view["case_state"] = state ? state->label : outcome->file->main().state;
        return view;
    }
    const auto& wrong = outcome.error().fields;
    if (outcome.error().blockers.empty())
        view["why"] = words.sentence(wrong.empty() ? outcome.error().message : wrong.begin()->second);
    else view["reasons"] = reasons_of(outcome.error().blockers, words);
    return view;
}

Reply results_page(const Visit& visit, const std::vector<CaseReading>& readings, const std::string& what,
                   const Doing& doing) {
    View::Views results;
    std::int64_t done = 0;
    for (const auto& reading : readings) {
        results.push_back(result_view(visit, reading, doing));
        if (results.back()["done"].says_something()) ++done;
    }
    const auto title = visit.words.sentence(
        "pages.together.result",
        {{"title", what}, {"done", done}, {"count", static_cast<std::int64_t>(readings.size())}});
    View view = View::Group{{"heading", title}, {"results", std::move(results)}};
    return page(visit, "together_result", title, view, 200, NavPlace::Cases);
}

Reply assign_together(const Visit& visit, const std::vector<CaseReading>& readings) {
    const auto accounts = visit.site().identity.active_accounts();
    const auto officer = std::ranges::find(accounts, visit.request.form.value("account"), &Account::name);
    if (officer == accounts.end())
        return choice_page(visit, readings, visit.words.sentence("field.officer_without_duty"), 422);
    return results_page(visit, readings, visit.words.sentence("pages.officer.give"),
                        [&](const Envelope& envelope, const CaseReading& reading) {
                            return visit.site().dispatcher.assign(
                                envelope, {reading.file.id, "", *officer, visit.request.form.value("reason")});
                        });
}

}  // namespace

Reply show_together(const Visit& visit) {
    if (!visit.as_staff()) return error_reply(403);
    const auto readings = readings_of(visit, ticked(visit.request.query));
    if (readings.empty()) return see_other("/worklist");
    return choice_page(visit, readings, {}, 200);
}

Reply step_together(const Visit& visit) {
    if (!visit.as_staff()) return error_reply(403);
    const auto readings = readings_of(visit, ticked(visit.request.form));
    if (readings.empty()) return see_other("/worklist");
    if (visit.request.form.value("step") == assigning) return assign_together(visit, readings);
    const auto& words = visit.words;
    const auto steps = common_steps(readings);
    const auto chosen = steps.find(visit.request.form.value("step"));
    if (chosen == steps.end()) return choice_page(visit, readings, words.sentence("pages.together.choose"), 422);
    const auto reason = std::string{trimmed(visit.request.form.value("reason"))};
    if (chosen->second.needs_reason && reason.empty())
        return choice_page(visit, readings, words.sentence("pages.together.reason"), 422);

    return results_page(
        visit, readings, chosen->second.title, [&](const Envelope& envelope, const CaseReading& reading) {
            StepWish wish{.case_id = reading.file.id, .step = chosen->first, .fields = {}, .reason = {}};
            if (!reason.empty()) wish.reason = reason;
            return visit.site().dispatcher.take(envelope, wish);
        });
}

}  // namespace foerderlauf
