#include "bench/office.hpp"

#include "store/connection.hpp"

#include <stdexcept>
#include <thread>

namespace foerderlauf::bench {

namespace {

constexpr auto november = std::chrono::year{2026} / 11 / 2;
constexpr auto reason =
    "Im Titel ist kein Geld mehr frei; der Antrag bleibt vorgemerkt, bis der Nachtrag beschlossen ist.";
constexpr auto review_on = "2026-11-30";
constexpr int callers_filing = 8;

WriterLock locked(const std::filesystem::path& data) {
    const DataFolder folder{data};
    folder.create();
    auto lock = WriterLock::acquire(folder, "bench");
    if (!lock) throw std::runtime_error{lock.error().message.key};
    return std::move(*lock);
}

Envelope by(House& house, const std::string& account) {
    return {house.identity.account_named(account).value(), {}, {}, {}, {}};
}

template <typename Answered>
Answered expected(Result<Answered> result, const std::string& what) {
    if (result) return std::move(*result);
    std::string why = what + ": " + result.error().message.key;
    for (const auto& blocker : result.error().blockers) why += " " + blocker.check;
    for (const auto& [field, message] : result.error().fields) why += " " + field + " " + message.key;
    throw std::runtime_error{why};
}

Record application() {
    return {
        {"funding_object", "2c"},
        {"project_title", "Schnittstelle zwischen Dokumenten und Finanzen"},
        {"project_description", "Eine standardisierte Schnittstelle, die andere Kommunen nachnutzen können."},
        {"planned_contract_date", "2027-03-01"},
        {"planned_start", "2027-03-15"},
        {"planned_end", "2027-12-31"},
        {"cost_plan",
         List{Record{{"item", "Entwicklung"}, {"year", 2026}, {"amount_cents", 6'000'000}, {"eligible", true}},
              Record{{"item", "Einführung"}, {"year", 2027}, {"amount_cents", 4'000'000}, {"eligible", true}}}},
        {"financing_plan",
         List{Record{{"source", "Haushalt der Stadt"}, {"kind", "own"}, {"year", 2026}, {"amount_cents", 2'000'000}}}},
        {"requested_cents", 8'000'000},
        {"input_tax_deductible", false},
        {"not_started", true},
        {"iban", "DE02120300000000202051"}};
}

Record recommendation() {
    return {{"eligible_cents", 10'000'000},
            {"financing_type", "proportional"},
            {"rate", "80.00"},
            {"award_cents", 8'000'000},
            {"slices", List{Record{{"year", 2026}, {"amount_cents", 5'000'000}},
                            Record{{"year", 2027}, {"amount_cents", 3'000'000}}}}};
}

CaseId file_application(House& house) {
    const auto clerk = by(house, "gemeinde");
    const auto id = expected(house.dispatcher.open(clerk, {"thueregovrl", "16075085", application()}), "open").case_id;
    for (const auto* kind : {"price_basis", "council_resolution", "own_share_proof"})
        expected(house.dispatcher.add_document(clerk, id, {0, kind, "unterlage.pdf", std::string(64, 'a'), 48'213, 0}),
                 kind);
    const auto take = [&](const std::string& account, const StepWish& wish) {
        expected(house.dispatcher.take(by(house, account), wish), wish.step);
    };
    take("zeichner", {id, 1, "submit", {}, Spelling::Json, {}});
    take("formal", {id, 1, "accept", {}, Spelling::Json, {}});
    take("fach", {id, 1, "recommend", recommendation(), Spelling::Json, "Die Voraussetzungen sind erfüllt."});
    take("haushalt", next_step(id, false));
    take("haushalt", next_step(id, true));
    return id;
}

}  // namespace

DemoOptions demo_of_november() { return {true, november, SimulatedClock::Pace::Standing}; }

Home source_home() { return {SOURCE_DIR}; }

ServerConfig config_for(const std::filesystem::path& data) {
    ServerConfig config;
    config.listen = "127.0.0.1:0";
    config.data = data;
    return config;
}

std::unique_ptr<House> open_house(const std::filesystem::path& data) {
    return std::make_unique<House>(source_home(), config_for(data), locked(data), demo_of_november());
}

std::vector<CaseId> file_applications(House& house, int count) {
    std::vector<CaseId> ids(static_cast<std::size_t>(count));
    std::vector<std::exception_ptr> faults(callers_filing);
    std::vector<std::thread> callers;
    for (std::size_t caller = 0; caller < callers_filing; ++caller)
        callers.emplace_back([&, caller] {
            try {
                for (auto place = caller; place < ids.size(); place += callers_filing)
                    ids[place] = file_application(house);
            } catch (...) { faults[caller] = std::current_exception(); }
        });
    for (auto& caller : callers) caller.join();
    for (const auto& fault : faults)
        if (fault) std::rethrow_exception(fault);
    return ids;
}

StepWish next_step(CaseId id, bool waits) {
    if (waits) return {id, 1, "resume", {}, Spelling::Json, {}};
    return {id, 1, "put_on_waiting_list", {{"review_on", review_on}}, Spelling::Json, reason};
}

std::string next_step_as_json(bool waits) {
    if (waits) return "{}";
    return std::string{R"({"fields":{"review_on":")"} + review_on + R"("},"reason":")" + reason + R"("})";
}

BudgetOffice::BudgetOffice(House& house, std::vector<CaseId> cases)
    : house_{house}, envelope_{by(house, "haushalt")}, cases_{std::move(cases)}, waits_(cases_.size()),
      turns_(cases_.size()) {}

void BudgetOffice::take(int caller, int callers) {
    auto& turn = turns_[static_cast<std::size_t>(caller)];
    const auto own = (cases_.size() - static_cast<std::size_t>(caller) - 1) / static_cast<std::size_t>(callers) + 1;
    const auto place = static_cast<std::size_t>(caller) + turn++ % own * static_cast<std::size_t>(callers);
    const auto wish = next_step(cases_[place], waits_[place] != 0);
    expected(house_.dispatcher.take(envelope_, wish), wish.step);
    waits_[place] = waits_[place] == 0;
}

}  // namespace foerderlauf::bench
