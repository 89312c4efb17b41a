// What a scenario expects and what came, compared word by word.
#include "workflow/scenario_parts.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

std::string spelled(const std::vector<std::string>& names) { return names.empty() ? "-" : joined(names, ", "); }

std::string partner_state(Partner::State state) {
    return state == Partner::State::Confirmed  ? "confirmed"
           : state == Partner::State::Declined ? "declined"
                                               : "invited";
}

std::string kind_of(const Refusal& refusal) {
    switch (refusal.kind) {
        case Refusal::Kind::NotAllowed: return "not_your_duty";
        case Refusal::Kind::Overtaken: return "overtaken";
        case Refusal::Kind::NotFound: return "unknown";
        case Refusal::Kind::Blocked: return "blockers";
        default: return "fields";
    }
}

std::vector<std::string> fields_of(const Refusal& refusal) {
    std::vector<std::string> names;
    for (const auto& [field, message] : refusal.fields) names.push_back(field);
    return names;
}

}  // namespace

std::vector<std::string> refused_checks(const Refusal& refusal) {
    std::vector<std::string> names;
    for (const auto& blocker : refusal.blockers) names.push_back(blocker.check);
    return names;
}

std::string refusal_in_words(const Refusal& refusal) {
    const auto kind = kind_of(refusal);
    if (kind == "blockers") return kind + ": " + spelled(refused_checks(refusal));
    if (kind == "fields") return kind + ": " + spelled(fields_of(refusal));
    return kind;
}

namespace {

std::vector<std::string> words_of(const YamlNode& node) {
    if (node.is_scalar()) return {node.text};
    std::vector<std::string> words;
    for (const auto& item : node.children) words.push_back(item.text);
    return words;
}

/// A value as scenarios spell it: an amount without cents that are none, a day, a number, a text.
std::string spelled(const std::string& name, const Value& value) {
    if (const auto* number = value.as_integer()) {
        if (!name.ends_with("_cents")) return std::to_string(*number);
        auto amount = to_german_number(Money::cents(*number));
        return amount.ends_with(",00") ? amount.substr(0, amount.size() - 3) : amount;
    }
    const auto* text = value.as_text();
    if (!text) return "-";
    const auto day = parse_date(*text);
    if (!day) return *text;
    return std::to_string(static_cast<unsigned>(day->day())) + "." +
           std::to_string(static_cast<unsigned>(day->month())) + "." + std::to_string(static_cast<int>(day->year()));
}

/// The finding in the making.
class Comparison {
public:
    Comparison(const Scenario& scenario, const Definition& definition, const ScenarioWorld& world)
        : then_{scenario.then}, machine_{scenario.when.machine}, definition_{definition}, world_{world} {}

    std::vector<Message> found = {};

    void refusal(const Refusal& refusal) {
        if (const auto* node = then_.find("blockers"); node && refusal.kind == Refusal::Kind::Blocked)
            return expect("blockers", spelled(words_of(*node)), spelled(refused_checks(refusal)));
        if (const auto* node = then_.find("fields"); node && refusal.kind == Refusal::Kind::BadInput)
            return expect("fields", spelled(words_of(*node)), spelled(fields_of(refusal)));
        if (const auto* node = then_.find("refused")) return expect("refused", node->text, refusal_in_words(refusal));
        found.push_back({"scenario.refused", {{"found", refusal_in_words(refusal)}}});
    }

    void success(const NewEvents& events) {
        for (const auto* key : {"blockers", "fields", "refused"})
            if (const auto* node = then_.find(key))
                found.push_back(
                    {"scenario.not_refused", {{"expected", std::string{key} + ": " + spelled(words_of(*node))}}});
        expect_events(events);
        expect_case();
        expect_money();
        expect_deadlines();
        expect_neighbours();
        expect_letters(events);
        expect_hints(events);
        if (const auto* node = then_.find("grant"))
            for (const auto& item : node->children)
                expect("grant." + item.key, item.text, spelled(item.key, world_.file().at("grant." + item.key)));
        if (const auto* node = then_.find("noted"))
            for (const auto& item : node->children)
                expect("noted." + item.key, item.text,
                       events.empty() ? "-" : spelled(item.key, member(events.front().facts.values, item.key)));
        expect_amounts();
    }

private:
    void expect(const std::string& what, const std::string& expected, const std::string& came) {
        if (expected != came)
            found.push_back({"scenario.differs", {{"what", what}, {"expected", expected}, {"found", came}}});
    }
    void expect_day(const std::string& what, const YamlNode& node, const std::optional<Date>& came) {
        auto wanted = parse_german_date(node.text);
        if (!wanted) wanted = parse_date(node.text);
        expect(what, wanted ? to_german(*wanted) : node.text, came ? to_german(*came) : "none");
    }
    void expect_amount(const std::string& what, const YamlNode& node, Money came) {
        const auto wanted = Money::parse(node.text);
        expect(what, wanted ? to_german(*wanted) : node.text, to_german(came));
    }

    void expect_events(const NewEvents& events) {
        if (const auto* node = then_.find("duty"))
            expect("duty", node->text, events.empty() ? "-" : events.front().duty);
        const auto* wanted = then_.find("events");
        if (!wanted) return;
        std::vector<std::string> expected, came;
        for (const auto& item : wanted->children) {
            const auto word = [&](const char* key) {
                const auto* node = item.find(key);
                return node ? node->text : std::string{};
            };
            expected.push_back(word("step") + ": " + word("from") + " → " + word("to"));
        }
        for (const auto& event : events) came.push_back(event.step + ": " + event.from + " → " + event.to);
        expect("events", spelled(expected), spelled(came));
    }

    void expect_case() {
        const auto& file = world_.file();
        if (const auto* node = then_.find("state")) expect("state", node->text, file.main().state);
        if (const auto* node = then_.find("file_number")) expect("file_number", node->text, file.file_number);
        if (const auto* node = then_.find("served_on")) expect_day("served_on", *node, file.served_on);
    }

    void expect_money() {
        const auto money = money_of(definition_, world_.file());
        const std::map<std::string, Money, std::less<>> amounts = {
            {"requested", money.requested}, {"eligible", money.eligible},   {"award", money.award},
            {"reserved", money.reserved},   {"committed", money.committed}, {"paid", money.paid},
            {"repaid", money.repaid}};
        if (const auto* node = then_.find("money"))
            for (const auto& item : node->children) {
                const auto amount = amounts.find(item.key);
                if (amount == amounts.end()) expect("money." + item.key, item.text, "-");
                else expect_amount("money." + item.key, item, amount->second);
            }
        if (const auto* node = then_.find("available"))
            for (const auto& item : node->children) expect_amount("available." + item.key, item, available(item.key));
    }

    /// What is free for that year at all lines: of the year itself, and as commitment appropriation of earlier ones.
    Money available(const std::string& year) const {
        Money sum;
        for (const auto& [account, amount] : world_.balances())
            if (account.stage == "available" && std::to_string(account.due_year) == year) sum += amount;
        return sum;
    }

    void expect_deadlines() {
        const auto* node = then_.find("deadlines");
        if (!node) return;
        for (const auto& item : node->children) {
            const auto running = std::ranges::find(world_.file().deadlines, item.key, &RunningDeadline::name);
            expect_day("deadlines." + item.key, item,
                       running == world_.file().deadlines.end() ? std::nullopt : std::optional{running->due});
        }
    }

    void expect_neighbours() {
        if (const auto* node = then_.find("partners"))
            for (const auto& item : node->children) {
                const auto partner = std::ranges::find(world_.file().partners, item.key, &Partner::recipient);
                expect("partners." + item.key, item.text,
                       partner == world_.file().partners.end() ? "-" : partner_state(partner->state));
            }
        if (const auto* node = then_.find("machines"))
            for (const auto& item : node->children) {
                std::string state = "-";
                for (const auto& machine : world_.file().machines)
                    if (machine.id != 1 && machine.name == item.key) state = machine.state;
                expect("machines." + item.key, item.text, state);
            }
    }

    void expect_letters(const NewEvents& events) {
        const auto* node = then_.find("letters");
        if (!node) return;
        std::vector<std::string> came;
        for (const auto& event : events)
            for (const auto& [letter, frozen] : event.facts.letters) came.push_back(letter);
        expect("letters", spelled(words_of(*node)), spelled(came));
    }

    void expect_hints(const NewEvents& events) {
        const auto* node = then_.find("hints");
        if (!node) return;
        std::vector<std::string> came;
        for (const auto& event : events)
            for (const auto& hint : list_of(event.facts.values, "hints"))
                if (const auto* record = hint.as_record()) came.push_back(text_of(*record, "check"));
        expect("hints", spelled(words_of(*node)), spelled(came));
    }

    /// What stands with a step of the newest machine of that name.
    void expect_amounts() {
        const auto* node = then_.find("amounts");
        if (!node) return;
        const auto& machines = world_.file().machines;
        const auto newest = std::ranges::find(machines.rbegin(), machines.rend(), machine_, &MachineFile::name);
        for (const auto& item : node->children) {
            const auto dot = item.key.find('.');
            const auto given = newest == machines.rend() ? world_.file().main().given.end()
                                                         : newest->given.find(item.key.substr(0, dot));
            if (newest == machines.rend() || given == newest->given.end())
                expect("amounts." + item.key, item.text, "-");
            else
                expect_amount("amounts." + item.key, item,
                              Money::cents(integer_of(given->second, item.key.substr(dot + 1))));
        }
    }

    const YamlNode& then_;
    const std::string& machine_;
    const Definition& definition_;
    const ScenarioWorld& world_;
};

}  // namespace

std::vector<Message> differences(const Scenario& scenario, const Definition& definition, const ScenarioWorld& world,
                                 const Result<NewEvents>& outcome) {
    Comparison comparison{scenario, definition, world};
    if (outcome) comparison.success(*outcome);
    else comparison.refusal(outcome.error());
    return std::move(comparison.found);
}

}  // namespace foerderlauf
