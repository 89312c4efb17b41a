#include "store/export.hpp"

#include "base/canonical_json.hpp"
#include "base/sha256.hpp"
#include "store/connection.hpp"
#include "store/history_table.hpp"
#include "store/json_values.hpp"
#include "store/seals.hpp"

#include <ostream>

namespace foerderlauf {

namespace {

void write_line(std::ostream& out, const Record& line) { out << canonical_json(line) << '\n'; }

Record event_line(const StoredEvent& stored, const Withholding& withholds) {
    const auto& event = stored.event;
    List texts;
    for (const auto& kept : stored.texts) {
        Record text{{"key", kept.key}};
        if (kept.text && !(withholds && withholds(event, kept.key))) {
            text.emplace("salt", kept.salt);
            text.emplace("text", *kept.text);
        }
        texts.emplace_back(std::move(text));
    }
    return {{"line", "event"},
            {"position", event.position},
            {"case", event.case_id},
            {"machine", event.machine},
            {"seq", event.seq},
            {"at", to_rfc3339(event.at)},
            {"actor", event.actor},
            {"duty", event.duty},
            {"step", event.step},
            {"from", event.from},
            {"to", event.to},
            {"facts", record_from_json(stored.facts_json)},
            {"rule_version", event.rule_version},
            {"prev_hash", event.prev_hash},
            {"hash", event.hash},
            {"texts", std::move(texts)}};
}

void write_postings(std::ostream& out, const Event& event) {
    std::int64_t n = 0;
    for (const auto& posting : event.facts.postings)
        write_line(out, {{"line", "posting"},
                         {"position", event.position},
                         {"n", ++n},
                         {"case", event.case_id},
                         {"amount_cents", posting.amount.in_cents()},
                         {"from", to_text(posting.from)},
                         {"to", to_text(posting.to)},
                         {"kind", posting.kind}});
}

/// One case; gives its newest hash and adds to the number of events.
std::string write_case(std::ostream& out, HistoryReading& history, CaseId id, std::int64_t& count,
                       const Withholding& withholds = {}) {
    std::string newest;
    history.each(id, 0, [&](StoredEvent stored) {
        write_line(out, event_line(stored, withholds));
        newest = stored.event.hash;
        ++count;
        write_postings(out, event_of(std::move(stored)));
        return true;
    });
    for (const auto& letter : history.letters(id))
        write_line(out, {{"line", "letter"},
                         {"case", id},
                         {"seq", letter.seq},
                         {"name", letter.name},
                         {"content", letter.content},
                         {"sha256", letter.sha256}});
    return newest;
}

Record header_of(std::optional<CaseId> only) {
    Record header{{"line", "header"}, {"format", "foerderlauf-history"}, {"version", 1}};
    if (only) header.emplace("only", *only);
    return header;
}

void write_end(std::ostream& out, std::int64_t events, const std::string& hashes, std::int64_t seals) {
    write_line(out, {{"line", "end"}, {"events", events}, {"root", sha256_hex(hashes)}, {"seals", seals}});
}

}  // namespace

void export_case(Snapshot& snapshot, std::ostream& out, CaseId id, const Withholding& withholds) {
    HistoryReading history{handle_of(snapshot.session())};
    write_line(out, header_of(id));
    std::int64_t count = 0;
    const auto newest = write_case(out, history, id, count, withholds);
    write_end(out, count, newest, 0);
}

void export_events(Snapshot& snapshot, std::ostream& out, std::optional<CaseId> only) {
    HistoryReading history{handle_of(snapshot.session())};
    write_line(out, header_of(only));

    std::int64_t seals = 0;
    if (!only)
        each_seal(handle_of(snapshot.session()), {}, [&](const Seal& seal) {
            auto line = record_of(seal);
            line.emplace("line", "seal");
            write_line(out, line);
            ++seals;
        });

    auto ids = only ? std::vector{*only} : snapshot.case_ids();
    if (!only) ids.insert(ids.begin(), 0);
    std::int64_t count = 0;
    std::string hashes;
    for (const auto id : ids) hashes += write_case(out, history, id, count);
    write_end(out, count, hashes, seals);
}

}  // namespace foerderlauf
