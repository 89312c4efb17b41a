#include "web/pages/administration.hpp"
#include "web/pages/genuine.hpp"
#include "web/pages/application.hpp"
#include "web/pages/calendar.hpp"
#include "web/pages/case_page.hpp"
#include "web/pages/case_retention.hpp"
#include "web/pages/documents.hpp"
#include "web/pages/earlier_case.hpp"
#include "web/pages/language_choice.hpp"
#include "web/pages/lists.hpp"
#include "web/pages/messages.hpp"
#include "web/pages/news.hpp"
#include "web/pages/officers.hpp"
#include "web/pages/office.hpp"
#include "web/pages/payments.hpp"
#include "web/pages/profile.hpp"
#include "web/pages/programmes.hpp"
#include "web/pages/rows_taken.hpp"
#include "web/pages/search.hpp"
#include "web/pages/settings.hpp"
#include "web/pages/sign_in.hpp"
#include "web/pages/simulation.hpp"
#include "web/pages/steps.hpp"
#include "web/pages/typed.hpp"
#include "web/pages/voucher_page.hpp"

namespace foerderlauf {

std::vector<Route> page_routes(Site& site) {
    if (!site.page_house)
        site.page_house = std::make_shared<const PageHouse>(site, Templates::UnknownKey::PrintsNothing);
    const auto house = site.page_house;
    const auto anybody = [house](Reply (*show)(const PageHouse&, const Request&)) {
        return [house, show](const Request& request) { return show(*house, request); };
    };
    const auto plain = [house](const char* name) {
        return [house, name](const Request& request) { return show_plain(*house, request, name); };
    };
    const auto person = [house](Reply (*show)(const Visit&)) { return for_signed_in(house, show); };
    const auto read = [house](Reply (*show)(const Visit&)) { return for_signed_in(house, for_administration(show)); };
    const auto admin = [house](Reply (*change)(const Visit&)) { return for_signed_in(house, for_admin(change)); };
    std::vector<Route> routes = {
        {"GET", "/login", anybody(show_sign_in)},
        {"POST", "/login", anybody(sign_in)},
        {"POST", "/login/code", anybody(sign_in_with_code)},
        {"POST", "/logout", person(sign_out)},
        {"GET", "/barrierefreiheit", plain("accessibility")},
        {"GET", "/datenschutz", plain("privacy")},
        {"GET", "/impressum", plain("imprint")},
        {"GET", "/language/{code}", anybody(choose_language)},

        {"GET", "/", person(show_start)},
        {"GET", "/worklist", person(show_worklist)},
        {"GET", "/news", person(show_news)},
        {"GET", "/search", person(show_search)},
        {"GET", "/worklist.csv", person(send_worklist)},
        {"POST", "/worklist/lists", person(keep_worklist)},
        {"GET", "/echt", anybody(show_genuine_form)},
        {"GET", "/echt/{code}", anybody(show_genuine)},
        {"GET", "/worklist/together", person(show_together)},
        {"POST", "/worklist/together", person(step_together)},
        {"GET", "/substitutions", person(show_substitutions)},
        {"POST", "/substitutions", person(grant_substitution)},
        {"POST", "/substitutions/{number}/end", person(end_substitution)},
        {"GET", "/calendar", person(show_calendar)},
        {"POST", "/calendar", person(renew_calendar)},
        {"POST", "/calendar/revoke", person(revoke_calendar)},
        {"GET", "/calendar/{token}.ics", anybody(send_calendar)},
        {"GET", "/profile", person(show_profile)},
        {"POST", "/profile/mail", person(save_mail)},
        {"POST", "/profile/password", person(change_password)},
        {"POST", "/profile/sessions/end", person(end_other_sessions)},
        {"POST", "/profile/sessions/{key}/end", person(end_session)},
        {"POST", "/profile/second-factor", person(begin_second_factor)},
        {"POST", "/profile/second-factor/confirm", person(confirm_second_factor)},
        {"POST", "/profile/second-factor/remove", person(remove_second_factor)},
        {"GET", "/admin", read(show_administration)},
        {"GET", "/admin/health", read(show_health)},
        {"GET", "/admin/settings", read(show_settings)},
        {"GET", "/admin/settings/{file}", read(show_setting_file)},
        {"GET", "/admin/settings/{file}/text", read(send_setting_file)},
        {"POST", "/admin/settings/{file}", admin(change_setting_file)},
        {"GET", "/admin/accounts", read(show_accounts)},
        {"POST", "/admin/accounts", admin(add_account)},
        {"GET", "/admin/accounts/{name}", read(show_account)},
        {"POST", "/admin/accounts/{name}/duties", admin(give_duty)},
        {"POST", "/admin/accounts/{name}/duties/take", admin(take_duty)},
        {"POST", "/admin/accounts/{name}/mail", admin(save_account_mail)},
        {"POST", "/admin/accounts/{name}/password", admin(set_account_password)},
        {"POST", "/admin/accounts/{name}/state", admin(switch_account)},
        {"POST", "/admin/accounts/{name}/second-factor/remove", admin(remove_account_second_factor)},
        {"GET", "/recipients", person(show_recipients)},
        {"GET", "/recipients/{key}", person(show_recipient)},
        {"POST", "/recipients/{key}/end", person(end_recipient_body)},
        {"GET", "/applications/new", person(new_application)},
        {"POST", "/cases", person(begin_application)},
        {"GET", "/cases/{id}", person(show_case)},
        {"GET", "/cases/{id}/edit", person(task_list)},
        {"GET", "/cases/{id}/preview", person(show_preview)},
        {"GET", "/cases/{id}/copy", person(show_copy)},
        {"POST", "/cases/{id}/copy", person(take_copy)},
        {"GET", "/cases/{id}/edit/{section}", person(show_section)},
        {"POST", "/cases/{id}/edit/{section}", person(save_section), rows_body_cap},
        {"GET", "/cases/{id}/forms/{form}/rows/{field}.xlsx", person(send_rows_workbook)},
        {"GET", "/cases/{id}/forms/{form}/rows/{field}.csv", person(send_rows_csv)},
        {"GET", "/cases/{id}/forms/{form}", person(show_form)},
        {"POST", "/cases/{id}/forms/{form}", person(save_form), rows_body_cap},
        {"GET", "/cases/{id}/steps/{step}", person(show_step)},
        {"POST", "/cases/{id}/steps/{step}", person(take_step)},
        {"GET", "/cases/{id}/machines/{machine}", person(show_opening)},
        {"POST", "/cases/{id}/machines/{machine}", person(open_machine)},
        {"GET", "/cases/{id}/machines/{machine}/steps/{step}", person(show_step)},
        {"POST", "/cases/{id}/machines/{machine}/steps/{step}", person(take_step), voucher_body_cap},
        {"GET", "/cases/{id}/machines/{machine}/steps/{step}/belegliste.csv", person(send_voucher_template)},
        {"GET", "/cases/{id}/machines/{machine}/steps/{step}/belegliste.xlsx", person(send_voucher_workbook)},
        {"POST", "/cases/{id}/documents", person(upload_document), upload_body_cap},
        {"GET", "/cases/{id}/documents/{did}", person(download_document)},
        {"GET", "/cases/{id}/messages", person(show_messages)},
        {"POST", "/cases/{id}/messages", person(send_message)},
        {"POST", "/typed", anybody(keep_typed)},
        {"POST", "/typed/discard", person(discard_typed)},
        {"POST", "/cases/{id}/partners/{recipient}", person(answer_partner)},
        {"POST", "/cases/{id}/officer", person(assign_officer)},
        {"GET", "/cases/{id}/open", person(tell_open_by)},
        {"POST", "/cases/{id}/conflicts", person(declare_conflict)},
        {"POST", "/cases/{id}/conflicts/{number}/lift", person(lift_conflict)},
        {"POST", "/cases/{id}/retention/{step}", person(take_retention_step)},
        {"GET", "/cases/{id}/notice", person(show_notice)},
        {"GET", "/cases/{id}/file.zip", person(send_case_archive)},
        {"GET", "/cases/{id}/notice.pdf", person(send_notice_pdf)},
        {"GET", "/cases/{id}/letters/{name}.pdf", person(send_letter_pdf)},
        {"GET", "/cases/{id}/letters/{name}", person(show_letter)},
        {"POST", "/cases/{id}/letters/{name}", person(open_letter)},

        {"GET", "/programmes", person(show_programmes)},
        {"GET", "/programmes/{p}/versions", person(show_programme_versions)},
        {"GET", "/programmes/{p}/letters", person(show_programme_letters)},
        {"GET", "/programmes/{p}/letters/{name}", person(show_programme_letter)},
        {"GET", "/programmes/{p}", person(show_programme)},
        {"POST", "/programmes/{p}/periods", person(add_period)},
        {"GET", "/programmes/{p}/ranking", person(show_ranking)},

        {"GET", "/budget", person(show_budget)},
        {"GET", "/budget/cases", person(show_budget_cases)},
        {"GET", "/budget/simulation", person(show_simulation)},
        {"POST", "/budget/simulation", person(simulate_awards_asked)},
        {"GET", "/budget/simulation/{n}.csv", person(send_scenario_csv)},
        {"GET", "/budget/simulation/{n}.xlsx", person(send_scenario_book)},
        {"GET", "/budget/simulation/{n}", person(show_scenario)},
        {"POST", "/budget/simulation/{n}", person(simulate_awards_asked)},
        {"GET", "/budget/year", person(show_budget_year)},
        {"GET", "/budget/proposals", person(show_budget_proposals)},
        {"POST", "/budget/proposals", person(propose_budget_change)},
        {"POST", "/budget/proposals/{n}", person(decide_budget_change)},
        {"GET", "/payments", person(show_payments)},
        {"POST", "/payments", person(confirm_payments)},
        {"GET", "/payments.csv", person(send_payments_csv)},
        {"GET", "/archive", person(show_archive)},
        {"GET", "/archive.csv", person(send_archive_list)},
        {"GET", "/reports", person(show_reports)},
        {"POST", "/reports", person(order_report)},
        {"GET", "/reports/jobs/{id}.xlsx", person(send_finished_report)},
        {"GET", "/reports/download", person(ask_report)},
        {"GET", "/reports/{name}.xlsx", person(send_report)},
    };
    for (auto& route : routes) route.handler = told_its_language(std::move(route.handler));
    return routes;
}

}  // namespace foerderlauf
