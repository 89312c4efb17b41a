#include "base/canonical_json.hpp"
#include "base/sha256.hpp"
#include "web/api/command_reply.hpp"
#include "web/api/json_reading.hpp"
#include "web/api/printing.hpp"
#include "web/api/problem.hpp"
#include "web/api/rows.hpp"
#include "web/refusal_status.hpp"

#include <set>

namespace foerderlauf {

namespace {

constexpr std::size_t most_at_once = 200;

/// `{reason?, fields?}` of a step.
StepWish step_wish(const Call& call, CaseId id, MachineId machine, Members& members) {
    StepWish wish;
    wish.case_id = id;
    wish.machine = machine;
    wish.step = call.request.parameter("step");
    wish.fields = members.optional_record("fields");
    wish.reason = members.optional_text("reason");
    return wish;
}

Result<Reply> take(const Call& call, MachineId machine) {
    const auto id = call.number("id");
    if (!id) return tl::unexpected{id.error()};
    Members members{call.body};
    auto wish = step_wish(call, *id, machine, members);
    const auto wrong = members.wrong();
    if (!wrong.empty()) wish.fields.emplace(unreadable, true);
    return command_reply(call, wrong, tell_case(200), [&](const Answering& answering) {
        return call.site.dispatcher.take(call.envelope(), wish, answering);
    });
}

Result<Reply> take_step(const Call& call) { return take(call, 1); }

Result<Reply> take_step_of_machine(const Call& call) {
    const auto machine = call.number("mid");
    if (!machine) return tl::unexpected{machine.error()};
    return take(call, *machine);
}

Result<Reply> open_a_machine(const Call& call) {
    const auto id = call.number("id");
    if (!id) return tl::unexpected{id.error()};
    Members members{call.body};
    MachineWish wish{*id, call.request.parameter("machine"), members.optional_record("fields"), Spelling::Json};
    const auto wrong = members.wrong();
    if (!wrong.empty()) wish.fields.emplace(unreadable, true);
    return command_reply(call, wrong, tell_case(201), [&](const Answering& answering) {
        return call.site.dispatcher.open_machine(call.envelope(), wish, answering);
    });
}

/// The cases of a bulk call, each once.
std::vector<CaseId> case_ids(Members& members) {
    std::set<CaseId> seen;
    std::vector<CaseId> ids;
    const auto& list = members.list("cases");
    if (list.size() > most_at_once)
        members.refuse("cases", {"api.bulk.too_many", {{"most", static_cast<std::int64_t>(most_at_once)}}});
    for (const auto& item : list) {
        const auto* id = item.as_integer();
        if (!id) members.refuse("cases", {"api.bulk.not_a_number", {}});
        else if (seen.insert(*id).second) ids.push_back(*id);
    }
    return ids;
}

/// Each case has its own key, made of the call's: what was done is not done again, what was refused may be repeated.
Envelope envelope_for(const Call& call, const StepWish& wish) {
    const Record content{{"case", wish.case_id},
                         {"step", wish.step},
                         {"fields", wish.fields},
                         {"reason", wish.reason ? Value{*wish.reason} : Value{}}};
    auto envelope = call.envelope(canonical_json(content));
    envelope.seen_seq.reset();
    if (!envelope.idempotency_key.empty()) envelope.idempotency_key += "/" + std::to_string(wish.case_id);
    return envelope;
}

Record refused(const StepWish& wish, const Refusal& refusal, const Texts& texts) {
    Record record{{"case", wish.case_id}, {"status", status_of(refusal)}, {"detail", texts.sentence(refusal.message)}};
    if (!refusal.blockers.empty()) record["blockers"] = printed_blockers(refusal.blockers, texts);
    if (!refusal.fields.empty()) record["fields"] = printed_fields(refusal.fields, texts);
    return record;
}

Record taken(const Call& call, const StepWish& wish) {
    const auto answering = [](const CaseFile& file, const Definition&, const Situation&, const Actor&) {
        return Remembered{{}, 200, printed_json({{"seq", file.seq}}), {}};
    };
    const auto outcome = call.site.dispatcher.take(envelope_for(call, wish), wish, answering);
    if (!outcome) return refused(wish, outcome.error(), call.texts());
    auto seq = outcome->file->seq;
    if (outcome->replayed)
        if (const auto first = read_json_object(outcome->replayed->answer)) seq = integer_of(*first, "seq", seq);
    return {{"case", wish.case_id}, {"status", 200}, {"seq", seq}};
}

Result<Reply> take_steps(const Call& call) {
    Members members{call.body};
    StepWish wish;
    wish.step = members.text("step");
    wish.fields = members.optional_record("fields");
    wish.reason = members.optional_text("reason");
    const auto ids = case_ids(members);
    if (auto wrong = members.wrong(); !wrong.empty()) return tl::unexpected{wrong_fields(std::move(wrong))};
    List outcomes;
    for (const auto id : ids) {
        wish.case_id = id;
        outcomes.emplace_back(taken(call, wish));
    }
    return json_reply(200, {{"outcomes", std::move(outcomes)}});
}

}  // namespace

std::vector<ApiRow> step_rows() {
    return {
        {.method = "POST",
         .pattern = "/api/v1/cases/{id}/steps/{step}",
         .summary = "Take a step of the main machine",
         .takes = Takes::JsonOrNothing,
         .answer_schema = "Case",
         .answer = take_step,
         .body_schema = "Step"},
        {.method = "POST",
         .pattern = "/api/v1/cases/{id}/machines/{machine}",
         .summary = "Open a child machine",
         .takes = Takes::JsonOrNothing,
         .success = {201},
         .answer_schema = "Case",
         .answer = open_a_machine,
         .body_schema = "OpenMachine"},
        {.method = "POST",
         .pattern = "/api/v1/cases/{id}/machines/{mid}/steps/{step}",
         .summary = "Take a step of a child machine",
         .takes = Takes::JsonOrNothing,
         .answer_schema = "Case",
         .answer = take_step_of_machine,
         .body_schema = "Step"},
        {.method = "POST",
         .pattern = "/api/v1/bulk",
         .summary = "Take one step in many cases, each as if sent alone",
         .takes = Takes::Json,
         .answer_schema = "Outcomes",
         .answer = take_steps,
         .body_schema = "Bulk"},
    };
}

}  // namespace foerderlauf
