#include "casework/succession.hpp"

#include "casework/blocks.hpp"
#include "store/recipients.hpp"
#include "workflow/succession.hpp"

#include <algorithm>
#include <set>

namespace foerderlauf {

namespace {

/// The ends that are being marked, checked one after the other against the register and each other.
class Marking {
public:
    Marking(Transaction& transaction, std::string source) : transaction_{transaction}, source_{std::move(source)} {}

    void take(const BodyEnd& end) {
        const auto body = known(end.key, end.line), successor = known(end.successor, end.line);
        if (!body || !successor) return;
        Record values{{"key", body->key}, {"name", spoken_name(*body)}, {"successor", spoken_name(*successor)}};
        if (body->key == successor->key) return complain(end.line, "itself", values);
        if (body->valid_to) {
            if (*body->valid_to == end.valid_to && body->successor == successor->key) return count_unchanged();
            values["valid_to"] = to_german(*body->valid_to);
            const auto other = find(body->successor);
            values["successor"] = other ? spoken_name(*other) : body->successor;
            return complain(end.line, "other_end", values);
        }
        if (successor->valid_to && *successor->valid_to <= end.valid_to) {
            values["valid_to"] = to_german(*successor->valid_to);
            return complain(end.line, "successor_ended", values);
        }
        if (leads_to(*successor, body->key)) return complain(end.line, "circle", values);
        end_recipient(transaction_.session(), body->key, end.valid_to, successor->key);
        result.ended.push_back(*find(body->key));
    }

    MarkedEnds result;
    std::vector<LoadError> errors;

private:
    void complain(int line, const std::string& key, Record values) {
        errors.push_back({{source_, line}, {"succession." + key, std::move(values)}});
    }
    void count_unchanged() { ++result.unchanged; }
    std::optional<Recipient> find(const std::string& key) { return find_recipient(transaction_.session(), key); }
    std::optional<Recipient> known(const std::string& key, int line) {
        auto body = find(key);
        if (!body) complain(line, "unknown", {{"key", FreeText{key}}});
        return body;
    }
    bool leads_to(Recipient body, const std::string& key) {
        for (std::set<std::string> seen; !body.successor.empty() && seen.insert(body.key).second;) {
            if (body.successor == key) return true;
            const auto next = find(body.successor);
            if (!next) return false;
            body = *next;
        }
        return false;
    }

    Transaction& transaction_;
    std::string source_;
};

Event ended_event(const Recipient& body, const Account& by, const std::string& source, Instant at) {
    Event event;
    event.at = at;
    event.actor = by.id;
    event.duty = by.holds("system") ? "system" : "admin";
    event.step = "recipient_ended";
    event.facts.person = by.person;
    event.facts.fields = {{"recipient", body.key},
                          {"name", body.name},
                          {"valid_to", to_iso(*body.valid_to)},
                          {"successor", body.successor},
                          {"source", source}};
    return event;
}

struct Following {
    CaseId case_id = 0;
    Recipient ended, successor;
};

/// Cases that have an ended body and do not know it yet.
std::vector<Following> to_follow(Store& store, Date today) {
    std::vector<Following> found;
    store.read([&](Snapshot& snapshot) {
        for (const auto& body : ended_recipients(snapshot.session())) {
            if (!body.has_ended(today)) continue;
            const auto successor = find_recipient(snapshot.session(), body.successor);
            if (!successor) continue;
            for (const CaseId id : cases_read_by(snapshot.session(), body.key)) {
                const auto file = snapshot.case_file(id);
                if (file && !file->ended_bodies.contains(body.key)) found.push_back({id, body, *successor});
            }
        }
    });
    return found;
}

}  // namespace

tl::expected<MarkedEnds, std::vector<LoadError>> mark_ends(Store& store, const std::vector<BodyEnd>& ends,
                                                           const Account& by, const std::string& source, Instant at) {
    struct Undone : std::runtime_error {
        using std::runtime_error::runtime_error;
    };
    MarkedEnds marked;
    std::vector<LoadError> errors;
    try {
        store.run([&](Transaction& transaction) {
            Marking marking{transaction, source};
            for (const auto& end : ends) marking.take(end);
            errors = marking.errors;
            if (!errors.empty()) throw Undone{"nothing of the list is kept"};
            NewEvents events;
            for (const auto& body : marking.result.ended) events.push_back(ended_event(body, by, source, at));
            if (!events.empty()) transaction.append(0, std::move(events));
            marked = std::move(marking.result);
        });
    } catch (const Undone&) { return tl::unexpected{std::move(errors)}; }
    return marked;
}

SuccessionRound follow_successors(Store& store, Dispatcher& dispatcher, const Account& by, Date today) {
    SuccessionRound round;
    for (bool progress = true; progress;) {  // a successor may itself have ended since
        progress = false;
        for (const auto& [case_id, ended, successor] : to_follow(store, today)) {
            const auto outcome = dispatcher.end_body(case_id, by, ended, successor);
            progress = progress || outcome != Dispatcher::Ended::Known;
            if (outcome == Dispatcher::Ended::Moved) ++round.moved;
            if (outcome == Dispatcher::Ended::Shown) ++round.shown;
        }
    }
    return round;
}

std::optional<Message> Dispatcher::ended(Transaction& transaction, const Recipient& body) const {
    if (!body.has_ended(clock_.today())) return {};
    const auto successor = find_recipient_(transaction, body.successor);
    return Message{"field.recipient_ended",
                   {{"recipient", spoken_name(body)},
                    {"valid_to", to_german(*body.valid_to)},
                    {"successor", successor ? spoken_name(*successor) : body.successor},
                    {"successor_key", body.successor}}};
}

std::optional<Refusal> Dispatcher::wrong_partners(Transaction& transaction, const CaseFile& file,
                                                  const NewEvents& events) const {
    Refusal refusal{Refusal::Kind::BadInput, {"refusal.fields", {}}};
    for (const auto& event : events) {
        // Named by an application, or asked for with a step that changes a grant; the event of the decision names them again.
        const auto& told = list_of(event.facts.values, "partners");
        const auto& partners = told.empty() && !event.facts.form ? list_of(event.facts.fields, "partners") : told;
        for (std::size_t i = 0; i < partners.size(); ++i) {
            const auto key = text_of(*partners[i].as_record(), "recipient");
            // A partner that ended after it was invited stays: its successor answers for it.
            const bool known = std::ranges::find(file.partners, key, &Partner::recipient) != file.partners.end();
            if (key.empty() || known) continue;
            const auto body = find_recipient_(transaction, key);
            const auto field = "partners." + std::to_string(i) + ".recipient";
            if (!body) refusal.fields.emplace(field, Message{"field.recipient", {{"given", key}}});
            else if (const auto end = ended(transaction, *body)) refusal.fields.emplace(field, *end);
        }
    }
    return refusal.fields.empty() ? std::nullopt : std::optional{refusal};
}

Dispatcher::Ended Dispatcher::end_body(CaseId case_id, const Account& by, const Recipient& ended,
                                       const Recipient& successor) {
    Ended outcome = Ended::Known;
    store_.run([&](Transaction& transaction) {
        const CaseFile* file = transaction.case_file(case_id);
        if (!file || file->seq == 0) return;
        const auto definition = programmes_.of(file->version);
        const Instant now = std::max(clock_.now(), file->last_at);
        const auto situation = situation_for(*definition, *file, transaction.balances(), berlin_day(now), now);
        const Actor actor{by.id, by.person, {by.holds("system") ? "system" : "admin"}};
        auto events = foerderlauf::end_body(*definition, *file, situation, actor, ended, successor);
        if (events.empty()) return;
        outcome = events.front().step == "body_ended" ? Ended::Shown : Ended::Moved;
        append_and_take_up(transaction, case_id, std::move(events));
    });
    return outcome;
}

}  // namespace foerderlauf
