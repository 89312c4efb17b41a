#include "casework/formal_application.hpp"

#include <mutex>

namespace foerderlauf {

namespace {

using Kind = Refusal::Kind;

/// The new draft's answers, in the spelling of the API: copied paths, and the outline's file number.
Record answers_for(const FormalApplication& formal, const CaseFile& outline) {
    Record answers{{formal.number_field, outline.file_number}};
    for (const auto& [field, path] : formal.copies)
        if (const auto& value = outline.at(path); !value.is_empty()) answers[field] = value;
    return answers;
}

/// Two at once would open two drafts for one outline.
std::mutex& one_at_a_time() {
    static std::mutex mutex;
    return mutex;
}

}  // namespace

bool makes_formal_application(const Definition& definition, std::string_view step) {
    return !definition.formal_application.programme.empty() && definition.formal_application.step == step;
}

Result<Outcome> apply_formally(Store& store, const Programmes& programmes, Dispatcher& dispatcher, const Clock& clock,
                               const Envelope& envelope, CaseId outline) {
    const std::lock_guard lock{one_at_a_time()};
    const auto reading = read_case(store, programmes, dispatcher, clock, envelope.account, outline);
    if (!reading) return tl::unexpected{reading.error()};
    const auto& formal = reading->definition->formal_application;
    if (formal.programme.empty())
        return refuse(Kind::NotFound, "refusal.no_such_step", {{"step", std::string{"formal-application"}}});
    const auto step_with = [&](const std::string& number) {
        return StepWish{.case_id = outline,
                        .machine = 1,
                        .step = formal.step,
                        .fields = {{"application", number}},
                        .spelling = Spelling::Json,
                        .reason = {}};
    };
    const auto possible = decide(
        *reading->definition, reading->file, reading->situation,
        {formal.step, 1, reading->actor, {{"application", "0"}}, Spelling::Json, {}, envelope.seen_seq});
    if (!possible) return tl::unexpected{possible.error()};
    auto opening = envelope;
    opening.seen_seq.reset();
    opening.idempotency_key.clear();
    auto opened = dispatcher.open(opening, {.programme = formal.programme,
                                            .recipient = reading->file.recipient.key,
                                            .answers = answers_for(formal, reading->file),
                                            .spelling = Spelling::Json});
    if (!opened) return opened;
    auto linking = envelope;
    linking.idempotency_key.clear();
    if (auto linked = dispatcher.take(linking, step_with(std::to_string(opened->case_id))); !linked) return linked;
    return opened;
}

}  // namespace foerderlauf
