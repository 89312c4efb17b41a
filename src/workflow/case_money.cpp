#include "workflow/engine.hpp"

namespace foerderlauf {

namespace {

Money money_at(const CaseFile& file, std::string_view path) {
    const auto* cents = file.at(path).as_integer();
    return Money::cents(cents ? *cents : 0);
}

Money eligible_in_plan(const CaseFile& file) {
    Money sum;
    if (const auto* rows = file.at("application.cost_plan").as_list())
        for (const auto& row : *rows)
            if (const auto* record = row.as_record(); record && flag_of(*record, "eligible"))
                sum += Money::cents(integer_of(*record, "amount_cents"));
    return sum;
}

}  // namespace

CaseMoney money_of(const Definition& definition, const CaseFile& file) {
    CaseMoney money;
    money.requested = money_at(file, definition.money.requested);
    const bool found = !file.at(definition.money.eligible).is_empty();
    const bool granted =
        !member(file.grant, "eligible_cents").is_empty();  // and changed by an amendment since, perhaps
    money.eligible = granted ? Money::cents(integer_of(file.grant, "eligible_cents"))
                     : found ? money_at(file, definition.money.eligible)
                             : eligible_in_plan(file);
    money.award = Money::cents(integer_of(file.grant, "award_cents"));
    money.reserved = file.held_in("reserved");
    money.committed = file.held_in("committed") + file.held_in("called") + file.held_in("ordered");
    money.paid = file.held_in("paid") + file.held_in("used") + file.held_in("repaid");  // what came back was paid once
    money.repaid = file.held_in("repaid");
    return money;
}

}  // namespace foerderlauf
