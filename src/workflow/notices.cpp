#include "workflow/notices.hpp"

namespace foerderlauf {

namespace {

std::optional<Money> money_at(const Record& record, std::string_view key) {
    const auto* cents = member(record, key).as_integer();
    return cents ? std::optional{Money::cents(*cents)} : std::nullopt;
}

/// The period had run out, or the remedy was waived; a suit filed in time sets finality aside.
std::optional<Date> final_on(const CaseFile& file, const SignedNotice& notice) {
    std::optional<Date> day;
    for (const auto& taken : file.history) {
        if (taken.machine != 1 || taken.seq <= notice.seq) continue;
        if (taken.step == "become_final" || taken.step == "waive_remedy") day = berlin_day(taken.at);
        else if (taken.step == "reopen") return {};
        else if (taken.step == "resume_remedy" || (taken.step == "record_suit" && taken.from != taken.to)) day.reset();
    }
    return day;
}

SignedNotice notice_of(const Event& event, const Record& grant, NoticeWords words) {
    SignedNotice notice;
    notice.seq = event.seq;
    notice.signed_on = berlin_day(event.at);
    notice.object = std::move(words.object);
    notice.title = std::move(words.title);
    notice.financing_type = text_of(grant, "financing_type");
    notice.line = text_of(grant, "budget_line");
    if (const auto rate = Percent::parse(text_of(grant, "rate"))) notice.rate = *rate;
    notice.eligible = money_at(grant, "eligible_cents");
    notice.award = money_at(grant, "award_cents");
    for (const auto& row : list_of(grant, "slices"))
        if (const auto* slice = row.as_record())
            notice.slices.push_back({integer_of(*slice, "year"), Money::cents(integer_of(*slice, "amount_cents"))});
    return notice;
}

}  // namespace

void keep_notices(std::vector<SignedNotice>& notices, const CaseFile& file, const Event& event,
                  const std::function<NoticeWords()>& words) {
    const auto& values = event.facts.values;
    if (flag_of(values, "revoked"))
        for (auto& notice : notices) notice.in_force = false;
    if (const auto* grant = member(values, "grant").as_record(); grant && !member(values, "decided").is_empty())
        notices.push_back(notice_of(event, *grant, words()));
    for (auto& notice : notices) {
        notice.version = file.version;
        if (event.machine == 1) notice.final_on = final_on(file, notice);
    }
}

}  // namespace foerderlauf
