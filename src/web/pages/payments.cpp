// GET and POST /payments: what is ordered and waits for the cashier; several confirmed with one value date, a result for each.
#include "web/pages/payments.hpp"

#include "base/text.hpp"
#include "casework/payment_orders.hpp"
#include "domain/calendar.hpp"
#include "exchange/csv.hpp"
#include "web/pages/case_views.hpp"
#include "web/pages/frame.hpp"
#include "web/pages/refusals.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

namespace foerderlauf {

namespace {

constexpr auto value_date = "value_date";

PaymentOrders orders_for(const Visit& visit) {
    const auto& site = visit.site();
    return payment_orders(site.store, site.programmes, site.dispatcher, site.clock, visit.account());
}

std::string order_key(CaseId id, MachineId machine) { return std::to_string(id) + "-" + std::to_string(machine); }

/// `1042-3`: case and machine; nothing for anything else.
std::optional<std::pair<CaseId, MachineId>> order_in(const std::string& text) {
    std::pair<CaseId, MachineId> key;
    const auto* end = text.data() + text.size();
    const auto id = std::from_chars(text.data(), end, key.first);
    if (id.ec != std::errc{} || id.ptr == end || *id.ptr != '-') return {};
    const auto machine = std::from_chars(id.ptr + 1, end, key.second);
    if (machine.ec != std::errc{} || machine.ptr != end) return {};
    return key;
}

/// `DE02 1203 0000 0000 2020 51`: in fours, as people compare it.
std::string in_groups(const std::string& iban) {
    std::string grouped;
    for (std::size_t i = 0; i < iban.size(); ++i) {
        if (i > 0 && i % 4 == 0) grouped += ' ';
        grouped += iban[i];
    }
    return grouped;
}

std::string lines_of(const PaymentOrder& order) {
    std::vector<std::string> lines;
    for (const auto& [line, amount] : order.by_line) lines.push_back(line);
    return joined(lines, ", ");
}

/// Whether this visitor may confirm it here: the step asks for nothing but the value date and nothing stands in its way.
bool confirmable(const PaymentOrder& order) {
    return order.offer && order.offer->allowed &&
           std::ranges::all_of(order.offer->needs, [](const auto& need) { return need == value_date; });
}

/// What stands in the way, in the visitor's language: the order was read in German.
View::Views reasons_against(const Visit& visit, const PaymentOrder& order) {
    const auto& words = visit.words;
    const auto shown = visit.site().shown_in(words.language(), order.reading);
    for (const auto& offer : offers(*shown.definition, shown.file, shown.situation, shown.actor, order.machine))
        if (offer.name == order.confirms->name) return reasons_of(offer.blockers, words);
    return {};
}

View order_view(const Visit& visit, const PaymentOrder& order, const std::set<std::string>& chosen) {
    const auto& words = visit.words;
    const auto& file = order.reading.file;
    const auto key = order_key(file.id, order.machine);
    const bool blocked = order.offer && !order.offer->allowed;
    return View::Group{
        {"order_key", key},
        {"order_case", std::to_string(file.id)},
        {"order_seq", std::to_string(file.seq)},
        {"order_path", "/cases/" + std::to_string(file.id)},
        {"order_number", file.file_number},
        {"order_title", title_of(order.reading, words)},
        {"order_body", spoken_name(file.recipient)},
        {"order_iban", order.iban.empty() ? words.sentence("pages.payments.no_iban") : in_groups(order.iban)},
        {"order_line", lines_of(order)},
        {"order_amount", words.amount(order.amount)},
        {"order_day", order.ordered_on ? words.day(*order.ordered_on) : View{false}},
        {"order_by", person_name(visit.site().identity.name_of(order.ordered_by))},
        {"order_open", confirmable(order)},
        {"order_chosen", chosen.contains(key)},
        {"order_blocked", blocked},
        {"reasons", blocked ? reasons_against(visit, order) : View::Views{}}};
}

struct LineSum {
    std::int64_t count = 0;
    Money amount;
};

View::Views sum_views(const PaymentOrders& found, const Words& words) {
    std::map<std::string, LineSum> sums;
    for (const auto& order : found.orders)
        for (const auto& [line, amount] : order.by_line) {
            ++sums[line].count;
            sums[line].amount += amount;
        }
    View::Views views;
    for (const auto& [line, sum] : sums)
        views.push_back(View::Group{{"sum_line", line},
                                    {"sum_count", words.counted("pages.payments.orders", sum.count)},
                                    {"sum_amount", words.amount(sum.amount)}});
    return views;
}

struct Shown {
    View::Views results;
    std::string result_words, error;
    std::set<std::string> chosen;
};

Reply payments_page(const Visit& visit, const Shown& shown, int status) {
    const auto& words = visit.words;
    const auto found = orders_for(visit);
    View::Views orders;
    Money total;
    for (const auto& order : found.orders) {
        orders.push_back(order_view(visit, order, shown.chosen));
        total += order.amount;
    }
    const bool may_confirm = std::ranges::any_of(found.orders, confirmable);
    const auto title = words.sentence("pages.payments.title");
    const auto typed = visit.request.form.value(value_date);
    View errors = false;
    if (!shown.error.empty())
        errors = View::Group{
            {"errors_title", words.counted("pages.errors.title", 1)},
            {"errors_lead", words.sentence("pages.payments.errors_lead")},
            {"error_links", View::Views{View::Group{{"error_at", value_date}, {"error_words", shown.error}}}}};
    View view = View::Group{
        {"heading", title},
        {"lede", words.counted("pages.payments.lede", static_cast<std::int64_t>(found.orders.size()),
                               {{"total_cents", total.in_cents()}})},
        {"errors", errors},
        {"date_wrong", shown.error},
        {"some_results", !shown.results.empty()},
        {"results", shown.results},
        {"result_words", shown.result_words},
        {"no_orders", orders.empty()},
        {"orders", std::move(orders)},
        {"sums", sum_views(found, words)},
        {"total", words.amount(total)},
        {"more", found.more},
        {"may_confirm", may_confirm},
        {"typed_date", typed.empty() ? to_german(words.today()) : typed}};
    return page(visit, "payments", status == 200 ? title : words.sentence("pages.errors.page", {{"title", title}}),
                view, status, NavPlace::Cases);
}

/// What came of one: paid, or every reason why not. Nothing for a case this visitor does not see.
std::optional<View> confirmed(const Visit& visit, CaseId id, MachineId machine, std::int64_t& done) {
    const auto& words = visit.words;
    const auto reading = case_of(visit, id);
    const auto* request = reading ? reading->file.machine(machine) : nullptr;
    const auto* known = request ? reading->definition->machine(request->name) : nullptr;
    const auto* step = known ? confirming_step(*known) : nullptr;
    if (!step) return {};
    const Money amount = reading->file.held_in("ordered");
    auto envelope = visit.envelope();
    std::int64_t seen = reading->file.seq;
    const auto given = visit.request.form.value("seq:" + std::to_string(id));
    std::from_chars(given.data(), given.data() + given.size(), seen);
    envelope.seen_seq = seen;
    StepWish wish{.case_id = id,
                  .machine = machine,
                  .step = step->name,
                  .fields = {{value_date, std::string{trimmed(visit.request.form.value(value_date))}}},
                  .spelling = Spelling::German,
                  .reason = {}};
    const auto outcome = visit.site().dispatcher.take(envelope, wish);
    View view = View::Group{{"result_path", "/cases/" + std::to_string(id)},
                            {"result_number", reading->file.file_number},
                            {"result_body", spoken_name(reading->file.recipient)},
                            {"done", std::string{}},
                            {"why", std::string{}},
                            {"reasons", View::Views{}}};
    if (outcome) {
        ++done;
        view["done"] = words.sentence("pages.payments.done", {{"amount_cents", amount.in_cents()}});
    } else if (outcome.error().blockers.empty()) {
        const auto& wrong = outcome.error().fields;
        view["why"] = words.sentence(wrong.empty() ? outcome.error().message : wrong.begin()->second);
    } else view["reasons"] = reasons_of(outcome.error().blockers, words);
    return view;
}

}  // namespace

Reply show_payments(const Visit& visit) {
    return handles_payments(visit.account()) ? payments_page(visit, {}, 200) : error_reply(403);
}

Reply confirm_payments(const Visit& visit) {
    if (!visit.account().holds("cashier")) return error_reply(403);
    const auto& form = visit.request.form;
    Shown shown;
    for (const auto& key : form.all("order")) shown.chosen.insert(key);
    const auto day = parse_german_date(trimmed(form.value(value_date)));
    if (!day) shown.error = visit.words.sentence(day.error().message);
    else if (shown.chosen.empty()) shown.error = visit.words.sentence("pages.payments.choose");
    if (!shown.error.empty()) return payments_page(visit, shown, 422);
    std::int64_t done = 0;
    for (const auto& key : shown.chosen)
        if (const auto order = order_in(key))
            if (auto result = confirmed(visit, order->first, order->second, done))
                shown.results.push_back(std::move(*result));
    shown.result_words = visit.words.sentence(
        "pages.payments.result", {{"done", done}, {"count", static_cast<std::int64_t>(shown.results.size())}});
    return payments_page(visit, shown, 200);
}

Reply send_payments_csv(const Visit& visit) {
    if (!handles_payments(visit.account())) return error_reply(403);
    std::vector<std::string> head;
    for (const auto* column : {"number", "body", "iban", "amount", "line", "ordered_on", "ordered_by"})
        head.push_back(visit.words.sentence("pages.payments.column." + std::string{column}));
    std::vector<std::vector<std::string>> records{std::move(head)};
    for (const auto& order : orders_for(visit).orders)
        for (const auto& [line, amount] : order.by_line)
            records.push_back({order.reading.file.file_number, order.reading.file.recipient.name, order.iban,
                               to_german_number(amount), line, order.ordered_on ? to_german(*order.ordered_on) : "",
                               person_name(visit.site().identity.name_of(order.ordered_by))});
    return download(write_csv(records, ';'), "text/csv; charset=utf-8",
                    visit.words.sentence("pages.payments.file", {{"day", to_iso(visit.words.today())}}));
}

}  // namespace foerderlauf
