#pragma once

#include "casework/reading.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace foerderlauf {

/// A payment that was ordered and not confirmed (Auszahlungsanordnung): a child machine whose next step moves the case's ordered
/// money to the paid one.
struct PaymentOrder {
    CaseReading reading;
    MachineId machine = 0;
    const Step* confirms = nullptr;  ///< the step that confirms it; in the definition of `reading`
    std::optional<Offer> offer;      ///< that step for this reader: with its blockers; none without the duty
    Money amount;
    std::map<std::string, Money> by_line;  ///< of it, by budget line
    std::string iban;
    std::optional<Date> ordered_on;
    AccountId ordered_by = 0;
};

/// The step of a child machine that confirms what was ordered; null where there is none.
const Step* confirming_step(const Machine& machine);

/// What is ordered in the cases this account sees and has a duty of money in (cashier, budget_officer, finance, auditor): what was
/// ordered first stands first. At most `most`; `more` says that there are others.
/// Looks through 5,000 cases at most, by number; `more` also where there were as many.
struct PaymentOrders {
    static constexpr int most = 200;
    std::vector<PaymentOrder> orders;
    bool more = false;
};
PaymentOrders payment_orders(Store& store, const Programmes& programmes, const Dispatcher& dispatcher,
                             const Clock& clock, const Account& account);

/// Whether this account has to do with payments anywhere.
bool handles_payments(const Account& account);

}  // namespace foerderlauf
