#include "domain/event.hpp"

#include "domain/calendar.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

/// Reads the parts of a record one by one and remembers the first that is not what it should be.
class Reader {
public:
    explicit Reader(const Record& record) : record_{record} {}

    bool has(std::string_view key) {
        seen_.insert(std::string{key});
        return record_.contains(key);
    }

    std::string text(std::string_view key) {
        if (!has(key)) return {};
        const auto* code = std::get_if<std::string>(&member(record_, key).any());
        return code ? *code : (fail(key), std::string{});
    }
    std::int64_t integer(std::string_view key) {
        if (!has(key)) return 0;
        const auto* number = member(record_, key).as_integer();
        return number ? *number : (fail(key), 0);
    }
    Record record(std::string_view key) {
        if (!has(key)) return {};
        const auto* inner = member(record_, key).as_record();
        return inner ? *inner : (fail(key), Record{});
    }
    const List& list(std::string_view key) {
        static const List nothing;
        if (!has(key)) return nothing;
        const auto* inner = member(record_, key).as_list();
        return inner ? *inner : (fail(key), nothing);
    }
    Date date(std::string_view key) {
        const auto day = parse_date(text(key));
        if (!day) fail(key);
        return day.value_or(Date{});
    }
    LedgerAccount account(std::string_view key) {
        const auto found = parse_ledger_account(text(key));
        if (!found) fail(key);
        return found.value_or(LedgerAccount{});
    }
    void fail(std::string_view key) {
        if (wrong_.empty()) wrong_ = key;
    }

    /// The first part that was wrong, or a part nobody asked for; empty when the record was read whole.
    std::string wrong() const {
        if (!wrong_.empty()) return wrong_;
        for (const auto& [key, value] : record_)
            if (!seen_.contains(key)) return key;
        return {};
    }

private:
    const Record& record_;
    std::set<std::string> seen_;
    std::string wrong_;
};

void put(Record& record, std::string key, const std::string& text) {
    if (!text.empty()) record.emplace(std::move(key), text);
}
void put(Record& record, std::string key, const Record& inner) {
    if (!inner.empty()) record.emplace(std::move(key), inner);
}

Record record_of(const RunningDeadline& deadline) {
    Record record{{"name", deadline.name}, {"start", to_iso(deadline.start)}, {"due", to_iso(deadline.due)}};
    if (deadline.machine != 1) record.emplace("machine", deadline.machine);
    put(record, "source", deadline.source);
    put(record, "then_fire", deadline.then_fire);
    put(record, "then_remind", deadline.then_remind);
    return record;
}

Record record_of(const Posting& posting) {
    Record record{
        {"amount_cents", posting.amount.in_cents()}, {"from", to_text(posting.from)}, {"to", to_text(posting.to)}};
    put(record, "kind", posting.kind);
    return record;
}

template <typename T>
List list_of_records(const std::vector<T>& items) {
    List list;
    for (const auto& item : items) list.emplace_back(record_of(item));
    return list;
}

RunningDeadline deadline_from(Reader& reader) {
    RunningDeadline deadline;
    deadline.name = reader.text("name");
    if (reader.has("machine")) deadline.machine = reader.integer("machine");
    deadline.start = reader.date("start");
    deadline.due = reader.date("due");
    deadline.source = reader.text("source");
    deadline.then_fire = reader.text("then_fire");
    deadline.then_remind = reader.text("then_remind");
    return deadline;
}

Posting posting_from(Reader& reader) {
    Posting posting;
    posting.amount = Money::cents(reader.integer("amount_cents"));
    posting.from = reader.account("from");
    posting.to = reader.account("to");
    posting.kind = reader.text("kind");
    return posting;
}

template <typename T, typename Read>
std::vector<T> items_from(Reader& outer, std::string_view key, Read read) {
    std::vector<T> items;
    for (const auto& item : outer.list(key)) {
        const auto* record = item.as_record();
        if (!record) {
            outer.fail(key);
            continue;
        }
        Reader reader{*record};
        items.push_back(read(reader));
        if (!reader.wrong().empty()) outer.fail(std::string{key} + "." + reader.wrong());
    }
    return items;
}

}  // namespace

bool Actor::has(std::string_view duty) const { return std::ranges::find(duties, duty) != duties.end(); }

Record record_of(const Facts& facts) {
    Record record;
    if (facts.person != 0) record.emplace("person", facts.person);
    put(record, "fields", facts.fields);
    if (facts.reason) record.emplace("reason", *facts.reason);
    if (facts.form) record.emplace("form", *facts.form);
    put(record, "frozen", facts.frozen);
    put(record, "opened", facts.opened);
    if (facts.file_number) record.emplace("file_number", *facts.file_number);
    if (facts.served_on) record.emplace("served_on", to_iso(*facts.served_on));
    if (!facts.deadlines_started.empty()) record.emplace("deadlines_started", list_of_records(facts.deadlines_started));
    if (!facts.deadlines_stopped.empty())
        record.emplace("deadlines_stopped", List(facts.deadlines_stopped.begin(), facts.deadlines_stopped.end()));
    if (!facts.postings.empty()) record.emplace("postings", list_of_records(facts.postings));
    put(record, "letters", facts.letters);
    put(record, "values", facts.values);
    return record;
}

Result<Facts> facts_from(const Record& record) {
    Reader reader{record};
    Facts facts;
    facts.person = reader.integer("person");
    facts.fields = reader.record("fields");
    if (reader.has("reason")) {
        const auto* reason = std::get_if<FreeText>(&member(record, "reason").any());
        if (reason) facts.reason = *reason;
        else reader.fail("reason");
    }
    if (reader.has("form")) facts.form = reader.text("form");
    facts.frozen = reader.record("frozen");
    facts.opened = reader.record("opened");
    if (reader.has("file_number")) facts.file_number = reader.text("file_number");
    if (reader.has("served_on")) facts.served_on = reader.date("served_on");
    facts.deadlines_started = items_from<RunningDeadline>(reader, "deadlines_started", deadline_from);
    for (const auto& item : reader.list("deadlines_stopped")) {
        const auto* name = std::get_if<std::string>(&item.any());
        if (name) facts.deadlines_stopped.push_back(*name);
        else reader.fail("deadlines_stopped");
    }
    facts.postings = items_from<Posting>(reader, "postings", posting_from);
    facts.letters = reader.record("letters");
    facts.values = reader.record("values");
    if (const auto wrong = reader.wrong(); !wrong.empty()) return refuse("facts.malformed", {{"part", wrong}});
    return facts;
}

}  // namespace foerderlauf
