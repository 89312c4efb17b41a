// Answers of partners and declared conflicts of interest (§§ 20, 21 VwVfG): small forms on the case page.
#include "web/pages/refusals.hpp"
#include "web/pages/steps.hpp"

#include <charconv>

namespace foerderlauf {

namespace {

Reply back_or_refused(const Visit& visit, CaseId id, const Result<Outcome>& outcome) {
    return outcome ? see_other("/cases/" + std::to_string(id)) : refused(visit, outcome.error());
}

}  // namespace

Reply answer_partner(const Visit& visit) {
    const auto reading = case_of(visit);
    if (!reading) return refused(visit, reading.error());
    const auto& form = visit.request.form;
    const auto share = Money::parse(form.value("share"));
    if (form.value("answer") == "confirm" && !share) return refused(visit, share.error());
    PartnerWish wish{reading->file.id, visit.request.parameter("recipient"),
                     form.value("answer") == "confirm" ? "confirm" : "decline", share.value_or(Money{}),
                     form.value("reason")};
    return back_or_refused(visit, wish.case_id, visit.site().dispatcher.answer_partner(visit.envelope(), wish));
}

Reply declare_conflict(const Visit& visit) {
    const auto reading = case_of(visit);
    if (!reading) return refused(visit, reading.error());
    ConflictWish wish{reading->file.id, visit.request.form.value("kind"), visit.request.form.value("reason"), {}};
    if (const auto name = visit.request.form.value("account"); !name.empty()) {
        const auto account = visit.site().identity.account_named(name);
        if (!account)
            return refused(visit,
                           {Refusal::Kind::BadInput, {"pages.conflict.no_such_account", {{"name", name}}}, {}, {}});
        wish.person = account->person;
    }
    return back_or_refused(visit, wish.case_id, visit.site().dispatcher.declare_conflict(visit.envelope(), wish));
}

Reply lift_conflict(const Visit& visit) {
    const auto reading = case_of(visit);
    if (!reading) return refused(visit, reading.error());
    std::int64_t number = 0;
    const auto& text = visit.request.parameter("number");
    std::from_chars(text.data(), text.data() + text.size(), number);
    const auto outcome = visit.site().dispatcher.lift_conflict(visit.envelope(), reading->file.id, number,
                                                               visit.request.form.value("reason"));
    return back_or_refused(visit, reading->file.id, outcome);
}

}  // namespace foerderlauf
