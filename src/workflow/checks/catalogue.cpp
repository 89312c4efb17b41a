#include "workflow/checks/catalogue.hpp"

#include <map>

namespace foerderlauf {

// One line per check; each is defined in the file of its subject.
Verdict form_is_complete(const Question&);  // application.cpp
Verdict funding_object_open(const Question&);
Verdict documents_present(const Question&);
Verdict document_with_partners(const Question&);
Verdict dates_in_order(const Question&);
Verdict not_begun(const Question&);      // not_begun.cpp
Verdict plan_balances(const Question&);  // plan.cpp
Verdict request_within_rate(const Question&);
Verdict partner_shares(const Question&);
Verdict partners_confirmed(const Question&);
Verdict award_within(const Question&);  // award_within.cpp
Verdict slices_sum(const Question&);    // recommendation.cpp
Verdict cuts_explain(const Question&);
Verdict recommended(const Question&);
Verdict slice_in_past_year(const Question&);  // money.cpp
Verdict every_slice_covered(const Question&);
Verdict budget_not_provisional(const Question&);
Verdict reserved(const Question&);
Verdict reservation_over(const Question&);
Verdict ledger_clear(const Question&);
Verdict separation(const Question&);  // persons.cpp
Verdict cosigned(const Question&);
Verdict notice_complete(const Question&);  // notice_complete.cpp
Verdict heard(const Question&);            // hearing.cpp
Verdict not_answered_yet(const Question&);
Verdict not_offered_yet(const Question&);  // retrieval.cpp
Verdict retrievable(const Question&);
Verdict deadline_passed(const Question&);  // dates.cpp
Verdict date_ahead(const Question&);
Verdict date_extends(const Question&);
Verdict path_date_ahead(const Question&);
Verdict date_between(const Question&);
Verdict not_under_suit(const Question&);  // machines.cpp
Verdict main_where_opened(const Question&);
Verdict suit_won(const Question&);
Verdict all_settled(const Question&);
Verdict not_taken_yet(const Question&);
Verdict taken_before(const Question&);
Verdict at_least(const Question&);             // at_least.cpp
Verdict declared(const Question&);             // declared.cpp
Verdict enough_bodies(const Question&);        // enough_bodies.cpp
Verdict financing_of_object(const Question&);  // financing_of_object.cpp
Verdict add_on_within(const Question&);        // add_on_within.cpp
Verdict call_open(const Question&);            // call.cpp
Verdict call_over(const Question&);
Verdict within_call_budget(const Question&);
Verdict order_of_use(const Question&);        // order_of_use.cpp
Verdict payments_in_period(const Question&);  // payment.cpp
Verdict payments_soon(const Question&);
Verdict slice_left(const Question&);
Verdict use_reported(const Question&);
Verdict one_at_a_time(const Question&);
Verdict approved_within(const Question&);
Verdict account_changed(const Question&);
Verdict account_confirmed(const Question&);
Verdict called_this_year(const Question&);
Verdict before_cut_off(const Question&);
Verdict used_within(const Question&);
Verdict fields_by_kind(const Question&);  // amendment.cpp
Verdict period_extends(const Question&);
Verdict reallocates(const Question&);
Verdict changed_plan_balances(const Question&);
Verdict partners_of_grant(const Question&);
Verdict successor_takes_over(const Question&);
Verdict change_adds_up(const Question&);
Verdict change_not_below_called(const Question&);
Verdict something_changes(const Question&);
Verdict change_award_within(const Question&);
Verdict change_covered(const Question&);
Verdict change_not_provisional(const Question&);
Verdict change_reserved(const Question&);
Verdict something_paid(const Question&);  // proof.cpp
Verdict none_on_its_way(const Question&);
Verdict rows_of_plan(const Question&);
Verdict days_in_period(const Question&);
Verdict vouchers_match(const Question&);
Verdict cover_matches(const Question&);
Verdict cuts_of_costs(const Question&);
Verdict grant_used_within(const Question&);
Verdict unchanged_since(const Question&);
Verdict proof_accepted(const Question&);
Verdict vouchers_once(const Question&);  // doubles.cpp
Verdict items_once(const Question&);
Verdict award_left(const Question&);  // repayment.cpp
Verdict claims_something(const Question&);
Verdict within_heard(const Question&);
Verdict worth_claiming(const Question&);
Verdict within_a_year(const Question&);
Verdict interest_known(const Question&);
Verdict paid_settled(const Question&);
Verdict owed_within(const Question&);
Verdict nothing_owed(const Question&);
Verdict instalments_sum(const Question&);
Verdict conditions_met(const Question&);       // conditions.cpp
Verdict check_list_answered(const Question&);  // check_lists.cpp
Verdict correctable(const Question&);          // correction.cpp
Verdict remedy_runs_again(const Question&);

namespace {

const std::map<std::string, Check, std::less<>>& catalogue() {
    static const std::map<std::string, Check, std::less<>> checks = {
        {"account_changed", account_changed},
        {"account_confirmed", account_confirmed},
        {"add_on_within", add_on_within},
        {"all_settled", all_settled},
        {"approved_within", approved_within},
        {"at_least", at_least},
        {"award_left", award_left},
        {"award_within", award_within},
        {"before_cut_off", before_cut_off},
        {"call_open", call_open},
        {"call_over", call_over},
        {"called_this_year", called_this_year},
        {"change_adds_up", change_adds_up},
        {"change_award_within", change_award_within},
        {"change_covered", change_covered},
        {"change_not_below_called", change_not_below_called},
        {"change_not_provisional", change_not_provisional},
        {"change_reserved", change_reserved},
        {"changed_plan_balances", changed_plan_balances},
        {"check_list_answered", check_list_answered},
        {"claims_something", claims_something},
        {"conditions_met", conditions_met},
        {"correctable", correctable},
        {"cosigned", cosigned},
        {"cover_matches", cover_matches},
        {"cuts_explain", cuts_explain},
        {"cuts_of_costs", cuts_of_costs},
        {"date_ahead", date_ahead},
        {"date_between", date_between},
        {"date_extends", date_extends},
        {"dates_in_order", dates_in_order},
        {"days_in_period", days_in_period},
        {"deadline_passed", deadline_passed},
        {"declared", declared},
        {"document_with_partners", document_with_partners},
        {"documents_present", documents_present},
        {"enough_bodies", enough_bodies},
        {"budget_not_provisional", budget_not_provisional},
        {"every_slice_covered", every_slice_covered},
        {"fields_by_kind", fields_by_kind},
        {"financing_of_object", financing_of_object},
        {"form_complete", form_is_complete},
        {"funding_object_open", funding_object_open},
        {"grant_used_within", grant_used_within},
        {"heard", heard},
        {"instalments_sum", instalments_sum},
        {"interest_known", interest_known},
        {"items_once", items_once},
        {"ledger_clear", ledger_clear},
        {"main_where_opened", main_where_opened},
        {"none_on_its_way", none_on_its_way},
        {"not_answered_yet", not_answered_yet},
        {"not_begun", not_begun},
        {"not_offered_yet", not_offered_yet},
        {"not_taken_yet", not_taken_yet},
        {"not_under_suit", not_under_suit},
        {"nothing_owed", nothing_owed},
        {"notice_complete", notice_complete},
        {"one_at_a_time", one_at_a_time},
        {"order_of_use", order_of_use},
        {"owed_within", owed_within},
        {"paid_settled", paid_settled},
        {"partner_shares", partner_shares},
        {"partners_confirmed", partners_confirmed},
        {"partners_of_grant", partners_of_grant},
        {"path_date_ahead", path_date_ahead},
        {"payments_in_period", payments_in_period},
        {"payments_soon", payments_soon},
        {"period_extends", period_extends},
        {"plan_balances", plan_balances},
        {"reallocates", reallocates},
        {"proof_accepted", proof_accepted},
        {"recommended", recommended},
        {"remedy_runs_again", remedy_runs_again},
        {"request_within_rate", request_within_rate},
        {"reservation_over", reservation_over},
        {"reserved", reserved},
        {"retrievable", retrievable},
        {"rows_of_plan", rows_of_plan},
        {"separation", separation},
        {"slice_in_past_year", slice_in_past_year},
        {"slice_left", slice_left},
        {"slices_sum", slices_sum},
        {"something_changes", something_changes},
        {"successor_takes_over", successor_takes_over},
        {"something_paid", something_paid},
        {"suit_won", suit_won},
        {"taken_before", taken_before},
        {"unchanged_since", unchanged_since},
        {"use_reported", use_reported},
        {"used_within", used_within},
        {"vouchers_match", vouchers_match},
        {"vouchers_once", vouchers_once},
        {"within_a_year", within_a_year},
        {"within_call_budget", within_call_budget},
        {"within_heard", within_heard},
        {"worth_claiming", worth_claiming},
    };
    return checks;
}

}  // namespace

Check find_check(std::string_view name) {
    const auto found = catalogue().find(name);
    return found == catalogue().end() ? nullptr : found->second;
}

const std::vector<std::string>& check_names() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        for (const auto& [name, check] : catalogue()) all.push_back(name);
        return all;
    }();
    return names;
}

}  // namespace foerderlauf
