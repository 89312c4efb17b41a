#include "letters/compose.hpp"
#include "letters/values.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

const EffectUse* effect_of(const Step& step, std::string_view effect) {
    const auto found = std::ranges::find(step.effects, effect, &EffectUse::effect);
    return found == step.effects.end() ? nullptr : &*found;
}

/// The step that decides so (`effects: {decide: grant}`), null when the programme has none.
const Step* deciding_step(const Definition& definition, std::string_view decision) {
    for (const auto& step : definition.main().steps)
        if (const auto* use = effect_of(step, "decide");
            use && use->argument.as_text() && *use->argument.as_text() == decision)
            return &step;
    return nullptr;
}

std::string letter_of(const Step* step) {
    const auto* use = step ? effect_of(*step, "letter") : nullptr;
    return use && use->argument.as_text() ? *use->argument.as_text() : std::string{};
}

/// The recommendation to refuse, as the check `recommended` of the granting step names it.
std::string contrary_recommendation(const Step* granting) {
    if (granting)
        for (const auto& use : granting->checks)
            if (use.check == "recommended") return text_of(use.parameters, "not");
    return {};
}

/// What the history says the case is heading for: a notice of the programme, or nothing yet.
class Heading {
public:
    explicit Heading(const Definition& definition)
        : definition_{definition}, granting_{deciding_step(definition, "grant")}, refusing_{deciding_step(definition,
                                                                                                          "refusal")},
          recommended_{definition.money.award.substr(0, definition.money.award.find('.'))}, contrary_{
                                                                                                contrary_recommendation(
                                                                                                    granting_)} {}

    void take(const Taken& taken) {
        const auto* step = definition_.main().step(taken.step);
        if (!step) return;
        const auto* state = definition_.main().state(taken.to);
        if (taken.step == recommended_ || step == granting_) notice_ = letter_of(granting_);
        else if (taken.step == contrary_ || step == refusing_ || enters_hearing(taken)) notice_ = letter_of(refusing_);
        else if (starts_over(taken, *step) || (state && state->final && !decided_)) notice_.clear();
        if (step == granting_ || step == refusing_) decided_ = true;
    }
    const std::string& notice() const { return notice_; }

private:
    bool heard_in(const std::string& state) const { return refusing_ && refusing_->leads_from(state); }
    bool enters_hearing(const Taken& taken) const { return heard_in(taken.to) && !heard_in(taken.from); }
    bool starts_over(const Taken& taken, const Step& step) {
        const bool revoked = effect_of(step, "revoke");
        if (revoked) decided_ = false;
        return revoked || effect_of(step, "freeze") || (heard_in(taken.from) && !heard_in(taken.to));
    }

    const Definition& definition_;
    const Step *granting_, *refusing_;
    std::string recommended_, contrary_, notice_;
    bool decided_ = false;
};

}  // namespace

std::string notice_of(const Definition& definition, const CaseFile& file) {
    Heading heading{definition};
    for (const auto& taken : file.history)
        if (taken.machine == 1) heading.take(taken);
    return heading.notice();
}

}  // namespace foerderlauf
