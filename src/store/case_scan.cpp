#include "store/case_scan.hpp"

#include "store/fault.hpp"
#include "store/history.hpp"
#include "store/statement.hpp"

#include <algorithm>
#include <stdexcept>

namespace foerderlauf {

namespace {

// The columns behind the facts lie on overflow pages: only what a fold asks for is read.
constexpr auto events_of_case = R"sql(
    SELECT seq, position, machine_id, at, actor, duty, step, from_state, to_state, facts, rule_version
    FROM   event
    WHERE  case_id = $1
    ORDER  BY seq
)sql";

constexpr auto texts_of_event = "SELECT key, salt, text FROM event_text WHERE case_id = $1 AND seq = $2 ORDER BY key";

/// Whether one of the names is a member anywhere in canonical JSON. A text that looks like one is only read for nothing.
bool has_part(std::string_view facts, const std::vector<std::string_view>& names) {
    for (auto colon = facts.find("\":"); colon != std::string_view::npos; colon = facts.find("\":", colon + 2)) {
        const auto quote = facts.rfind('"', colon - 1);
        const auto name = facts.substr(quote + 1, colon - quote - 1);
        if (std::ranges::find(names, name) != names.end()) return true;
    }
    return false;
}

void scan_rows(Snapshot& snapshot, CaseId id, Date last_day, const std::vector<std::string_view>& names,
               const std::function<void(const Event&)>& visit) {
    // Each may put the other out of the connection's store when it is new; none does when both were asked for just now.
    snapshot.kept(texts_of_event);
    auto& events = snapshot.kept(events_of_case);
    auto& texts_statement = snapshot.kept(texts_of_event);
    auto rows = events.query(id);
    while (rows.next()) {
        Event event;
        if (!from_rfc3339(rows.text(3), event.at)) throw StoreFault{"the history holds a time that cannot be read"};
        if (berlin_day(event.at) > last_day) return;
        event.case_id = id;
        event.seq = rows.integer(0);
        event.position = rows.integer(1);
        event.machine = rows.integer(2);
        event.actor = rows.integer(4);
        event.duty = rows.text(5);
        event.step = rows.text(6);
        event.from = rows.text(7);
        event.to = rows.text(8);
        const auto facts = rows.text(9);
        if (has_part(facts, names)) {
            event.rule_version = rows.text(10);
            std::vector<KeptText> texts;
            if (facts.find("{\"c\":") != std::string_view::npos)
                for (auto found = texts_statement.query(id, event.seq); found.next();)
                    texts.push_back({found.string(0), found.string(1),
                                     found.is_null(2) ? std::nullopt : std::optional{found.string(2)}});
            event.facts = facts_with(facts, texts);
        }
        visit(event);
    }
}

}  // namespace

void scan_case(Snapshot& snapshot, CaseId id, Date last_day, const std::vector<std::string_view>& parts,
               const std::function<void(const Event&)>& visit) {
    try {
        snapshot.kept(texts_of_event);
    } catch (const std::logic_error&) {  // a store without SQL
        for (const auto& event : snapshot.events(id)) {
            if (berlin_day(event.at) > last_day) return;
            visit(event);
        }
        return;
    }
    scan_rows(snapshot, id, last_day, parts, visit);
}

}  // namespace foerderlauf
