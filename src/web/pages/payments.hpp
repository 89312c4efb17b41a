#pragma once

#include "web/pages/visit.hpp"

namespace foerderlauf {

// Payments that were ordered and not confirmed, all cases together; cashier, budget_officer, finance and auditor.
Reply show_payments(const Visit& visit);      ///< GET /payments
Reply send_payments_csv(const Visit& visit);  ///< GET /payments.csv
/// POST /payments (`value_date` TT.MM.JJJJ, `order` CASE-MACHINE …, `seq:CASE`): each as if it were alone, a result for each; cashier.
Reply confirm_payments(const Visit& visit);

}  // namespace foerderlauf
