#include "server/demo_cases.hpp"

#include "casework/formal_application.hpp"
#include "casework/timer.hpp"
#include "forms/yaml_reader.hpp"
#include "server/demo_story.hpp"

#include <map>
#include <set>

namespace foerderlauf {

namespace {

/// What is written in the file, as it would be typed into a form.
Value typed(const YamlNode& node) {
    if (node.is_scalar()) return node.text;
    if (node.is_sequence()) {
        List list;
        for (const auto& child : node.children) list.push_back(typed(child));
        return list;
    }
    Record record;
    for (const auto& child : node.children) record[child.key] = typed(child);
    return record;
}

Record record_at(const YamlNode& node, std::string_view key) {
    const auto* found = node.find(key);
    return found && found->is_map() ? *typed(*found).as_record() : Record{};
}

std::string word_at(const YamlNode& node, std::string_view key) {
    const auto* found = node.find(key);
    return found ? found->text : std::string{};
}

std::optional<std::string> reason_of(const YamlNode& node) {
    const auto reason = word_at(node, "reason");
    return reason.empty() ? std::nullopt : std::optional{reason};
}

/// Does what the deeds say, each as the person it names. A story ends where one of its deeds is refused.
class Player {
public:
    Player(House& house, std::vector<LoadError>& errors) : house_{house}, errors_{errors} {}

    void play(const DemoDeed& deed) {
        if (failed_.contains(deed.story)) return;
        const auto account = house_.identity.account_named(word_at(deed.node, "by"));
        if (!account)
            return complain(deed,
                            {Refusal::Kind::BadInput, {"command.no_account", {{"given", word_at(deed.node, "by")}}}});
        const auto done = act(deed, Envelope{*account, {}, {}, {}, {}});
        if (!done) return complain(deed, done.error());
        cases_[deed.story] = done->case_id;
    }

private:
    Result<Outcome> act(const DemoDeed& deed, const Envelope& by) {
        const auto& node = deed.node;
        auto& dispatcher = house_.dispatcher;
        if (node.find("programme"))
            return dispatcher.open(by, {word_at(node, "programme"), word_at(node, "recipient"), record_at(node, "form"),
                                        Spelling::German});
        const CaseId id = cases_[deed.story];
        if (const auto kind = word_at(node, "document"); !kind.empty()) return add_document(by, id, kind);
        if (const auto form = word_at(node, "edit"); !form.empty())
            return dispatcher.edit(by, {id, form, record_at(node, "fields"), Spelling::German});
        if (const auto machine = word_at(node, "open"); !machine.empty())
            return dispatcher.open_machine(by, {id, machine, record_at(node, "fields"), Spelling::German});
        if (const auto body = word_at(node, "confirm"); !body.empty())
            return dispatcher.answer_partner(by, {id, body, "confirm", share_of(node), ""});
        if (node.find("formal_application"))  // the story goes on with the new case
            return apply_formally(house_.store, house_.programmes, dispatcher, *house_.clock, by, id);
        return dispatcher.take(by, {id, machine_of(id, word_at(node, "machine")), word_at(node, "step"),
                                    record_at(node, "fields"), Spelling::German, reason_of(node)});
    }

    Result<Outcome> add_document(const Envelope& by, CaseId id, const std::string& kind) {
        const std::string bytes = house_.installation->texts.sentence("demo.document", {{"kind", kind}}) + "\n";
        const auto stored = house_.documents.store(kind + ".txt", "text/plain", bytes);
        if (!stored) return tl::unexpected{stored.error()};
        return house_.dispatcher.add_document(by, id, {0, kind, kind + ".txt", stored->sha256, stored->size, 0});
    }

    static Money share_of(const YamlNode& node) {
        const auto share = Money::parse(word_at(node, "share"));
        return share ? *share : Money{};
    }

    /// The newest machine of that name; the main machine without one.
    MachineId machine_of(CaseId id, const std::string& name) {
        MachineId found = 1;
        if (name.empty()) return found;
        house_.store.read([&](Snapshot& snapshot) {
            if (const auto file = snapshot.case_file(id))
                for (const auto& machine : file->machines)
                    if (machine.name == name) found = machine.id;
        });
        return found;
    }

    void complain(const DemoDeed& deed, const Refusal& refusal) {
        failed_.insert(deed.story);
        errors_.push_back({deed.place, refusal.message});
        for (const auto& [field, message] : refusal.fields) errors_.push_back({deed.place, message});
        for (const auto& blocker : refusal.blockers) errors_.push_back({deed.place, blocker.message});
    }

    House& house_;
    std::vector<LoadError>& errors_;
    std::map<std::size_t, CaseId> cases_;
    std::set<std::size_t> failed_;
};

/// Office hours: the deeds of a day follow each other by a minute from nine o'clock on.
class OfficeDay {
public:
    OfficeDay(House& house, SimulatedClock& clock, Instant end) : house_{house}, clock_{clock}, end_{end} {}

    void arrive() {
        if (clock_.now() < end_) clock_.set(end_);
    }

    void turn_to(Date day) {
        if (day != day_) {
            day_ = day;
            minute_ = 0;
            set(berlin_time(day, std::chrono::hours{7}));
            fire_what_is_due(house_.store, house_.dispatcher, day, {house_.config.remind_days_ahead});
        }
        set(berlin_time(day, std::chrono::hours{9} + std::chrono::minutes{minute_++}));
    }

private:
    /// On the last day time runs on from `end`: the clock never goes back behind an entry.
    void set(Instant moment) {
        if (moment < end_) clock_.set(moment);
        else arrive();
    }

    House& house_;
    SimulatedClock& clock_;
    Instant end_;
    Date day_{};
    int minute_ = 0;
};

}  // namespace

void play_demo_cases(House& house, SimulatedClock& clock, const std::vector<std::filesystem::path>& files, Date begin,
                     Instant end) {
    std::vector<LoadError> errors;
    Player player{house, errors};
    OfficeDay office{house, clock, end};
    for (const auto& deed : read_demo_stories(files, begin, berlin_day(end))) {
        office.turn_to(deed.day);
        player.play(deed);
    }
    office.arrive();
    if (!errors.empty()) throw BadFile{errors};
}

}  // namespace foerderlauf
