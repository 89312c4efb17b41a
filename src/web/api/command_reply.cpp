#include "web/api/command_reply.hpp"

#include "casework/reading.hpp"

#include <stdexcept>

namespace foerderlauf {

namespace {

Reply reply_of(const Remembered& answer) {
    auto reply = json(answer.status, answer.answer);
    if (!answer.location.empty()) reply.set("Location", answer.location);
    return reply;
}

/// The case as the command left it, even if somebody else has acted since.
Reply fresh_reply(const Call& call, const Outcome& outcome, const Telling& tell) {
    Balances balances;
    Situation situation;
    call.site.store.read([&](Snapshot& snapshot) {
        balances = snapshot.balances();
        const auto now = call.site.clock.now();
        situation = call.site.dispatcher.situation_for(*outcome.definition, *outcome.file, balances, berlin_day(now),
                                                       now);
        add_other_cases(snapshot, *outcome.definition, *outcome.file, situation);
    });
    const auto actor = actor_on(call.account, *outcome.file);
    auto reply = reply_of(tell({*call.shown(outcome.definition), *outcome.file, situation, actor}, call.texts()));
    reply.set("ETag", etag_of(*outcome.file));
    return reply;
}

}  // namespace

std::string etag_of(const CaseFile& file) { return '"' + std::to_string(file.seq) + '"'; }

std::string case_path(CaseId id) { return "/api/v1/cases/" + std::to_string(id); }

Telling tell_case(int status) {
    return [status](const CaseView& view, const Texts& texts) {
        return Remembered{{}, status, case_json(view, texts), status == 201 ? case_path(view.file.id) : std::string{}};
    };
}

Result<Reply> command_reply(const Call& call, const std::map<std::string, Message>& wrong, const Telling& tell,
                            const std::function<Result<Outcome>(const Answering&)>& submit) {
    const auto outcome = submit(
        [&](const CaseFile& file, const Definition& definition, const Situation& situation, const Actor& actor) {
            return tell({*call.shown(definition), file, situation, actor}, call.texts());
        });
    if (!outcome) return tl::unexpected{with_wrong(outcome.error(), wrong)};
    if (outcome->replayed) return reply_of(*outcome->replayed);
    if (!wrong.empty()) throw std::logic_error{"a body that could not be read was taken for a wish"};
    return fresh_reply(call, *outcome, tell);
}

}  // namespace foerderlauf
