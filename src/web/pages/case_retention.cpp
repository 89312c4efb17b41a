#include "web/pages/case_retention.hpp"

#include "domain/calendar.hpp"
#include "web/pages/case_views.hpp"
#include "web/pages/refusals.hpp"
#include "web/pages/steps.hpp"

#include <fmt/format.h>

namespace foerderlauf {

namespace {

Retention retention_in(const Visit& visit, const CaseReading& reading) {
    return retention_of(*reading.definition, reading.file, visit.site().installation->retention);
}

std::string rule_words(const RetentionRule& rule, const Words& words) {
    return words.sentence(rule.unverified ? "pages.retention.rule_unverified" : "pages.retention.rule",
                          {{"years", rule.years}, {"source", rule.source}});
}

}  // namespace

void add_retention_facts(const Visit& visit, const CaseReading& reading, View::Views& facts) {
    const auto& words = visit.words;
    const auto now = retention_in(visit, reading);
    if (now.until && !now.disposed_on)
        facts.push_back(
            fact_on_day(words.sentence("pages.retention.until"), words.day(*now.until), rule_words(*now.rule, words)));
    if (now.offered_on)
        facts.push_back(fact_on_day(words.sentence("pages.retention.offered"), words.day(*now.offered_on)));
    if (now.answered_on)
        facts.push_back(fact(words.sentence("pages.retention.answer"), words.sentence("pages.retention." + now.answer),
                             now.archive_reference));
    if (now.disposed_on)
        facts.push_back(fact_on_day(words.sentence("pages.retention.disposed"), words.day(*now.disposed_on),
                                    words.sentence("pages.retention.disposed_after")));
}

View retention_view(const Visit& visit, const CaseReading& reading) {
    const auto now = retention_in(visit, reading);
    const bool prepares = reading.actor.has("admin"), deletes = reading.actor.has("decider");
    const bool alive = !now.disposed_on && !reading.as_of;
    const bool mine = now.proposal && now.proposal->person == visit.account().person;
    const bool own_erasure = now.erasure && now.erasure->person == visit.account().person;
    const bool free = alive && now.until && visit.words.today() > *now.until;
    const bool may_offer = free && prepares && !now.offered_on;
    const bool may_answer = free && prepares && now.offered_on && !now.answered_on;
    const bool may_propose = free && prepares && now.answered_on && !now.proposal;
    const bool may_dispose = free && deletes && now.proposal && !mine;
    const bool may_erase = alive && deletes && now.erasure && !own_erasure;
    const bool may_propose_erasure = alive && prepares;
    if (!may_offer && !may_answer && !may_propose && !may_dispose && !may_erase && !may_propose_erasure) return false;
    return View::Group{{"retention_path", fmt::format("/cases/{}/retention", reading.file.id)},
                       {"may_offer", may_offer},
                       {"may_answer", may_answer},
                       {"may_propose", may_propose},
                       {"may_dispose", may_dispose},
                       {"may_erase", may_erase},
                       {"erasure_what", now.erasure_what},
                       {"may_propose_erasure", may_propose_erasure},
                       {"seq", std::to_string(reading.file.seq)}};
}

Reply take_retention_step(const Visit& visit) {
    const auto reading = case_of(visit);
    if (!reading) return refused(visit, reading.error());
    RetentionWish wish;
    wish.step = visit.request.parameter("step");
    for (const auto* name : {"outcome", "date", "reference", "what"})
        if (const auto given = visit.request.form.value(name); !given.empty()) wish.given.emplace(name, given);
    wish.reason = visit.request.form.value("reason");
    const auto outcome = visit.site().dispatcher.retain(visit.envelope(), reading->file.id, wish,
                                                        visit.site().documents);
    if (!outcome) return refused(visit, outcome.error());
    return see_other(fmt::format("/cases/{}", reading->file.id));
}

}  // namespace foerderlauf
