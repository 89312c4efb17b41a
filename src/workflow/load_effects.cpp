#include "workflow/load_parts.hpp"

#include <algorithm>
#include <array>

namespace foerderlauf {

namespace {

/// What the engine takes as the argument of an effect; it relies on it.
enum class Shape {
    Text,        ///< a name or a path
    Words,       ///< one of the words below
    Condition,   ///< fire_if: {field, values: […], step}
    Move,        ///< move: {from, to, amount?}
    Interest,    ///< propose_interest: {paid, paid_on, used, used_on, window}
    Child,       ///< end_child: {machine, step}
    Finality,    ///< supersede_finality: {deadline, state: state, …}
    Conditions,  ///< impose: {rows, kinds: […], machine}
    Recount,     ///< correct_service: {deadline, step}
    Skip,        ///< skip: {unless: money_changes, to: state}
    Proof,       ///< settle_proof: {costs, cover, cuts, plan_costs, plan_cover, threshold}
    Claim,       ///< claim_back: {award, interest_on, from, to}
    Return,      ///< take_back: {principal, interest}
    Binding,     ///< bind_use: {machine, from}
    Need,  ///< open_if: {machine, above, where?, unless?: {path: option}, given?: {field: path}, set?: {field: option}}
};

struct KnownEffect {
    std::string_view name;
    Shape shape;
    std::array<std::string_view, 2> words = {};
};

constexpr std::array<KnownEffect, 38> effects = {{
    {"agree_instalments", Shape::Text},
    {"amend", Shape::Words, {"grant"}},
    {"bind_use", Shape::Binding},
    {"claim_back", Shape::Claim},
    {"commit", Shape::Text},
    {"correct_service", Shape::Recount},
    {"correct_text", Shape::Words, {"notice"}},
    {"count", Shape::Words, {"consultations"}},
    {"decide", Shape::Words, {"grant", "refusal"}},
    {"end_child", Shape::Child},
    {"fail_retrieval", Shape::Words, {"notice"}},
    {"fire_if", Shape::Condition},
    {"freeze", Shape::Text},
    {"grant", Shape::Text},
    {"impose", Shape::Conditions},
    {"lapse", Shape::Child},
    {"letter", Shape::Text},
    {"move", Shape::Move},
    {"note", Shape::Words, {"grant_version"}},
    {"number", Shape::Words, {"file_number"}},
    {"offer", Shape::Words, {"notice"}},
    {"open", Shape::Text},
    {"open_if", Shape::Need},
    {"propose_interest", Shape::Interest},
    {"release", Shape::Words, {"reserved", "committed"}},
    {"release_change", Shape::Words, {"rise"}},
    {"reserve", Shape::Text},
    {"reserve_change", Shape::Words, {"rise"}},
    {"revoke", Shape::Words, {"grant"}},
    {"serve", Shape::Words, {"notice"}},
    {"serve_claim", Shape::Words, {"claim"}},
    {"settle_grant", Shape::Text},
    {"settle_proof", Shape::Proof},
    {"skip", Shape::Skip},
    {"supersede_finality", Shape::Finality},
    {"take_back", Shape::Return},
    {"try", Shape::Text},
    {"waive_interest", Shape::Text},
}};

bool is_text(const Value& value) { return value.as_text() && !value.as_text()->empty(); }

bool is_condition(const Value& argument) {
    const auto* record = argument.as_record();
    if (!record || record->size() != 3) return false;
    const auto& values = list_of(*record, "values");
    return is_text(member(*record, "field")) && is_text(member(*record, "step")) && !values.empty() &&
           std::ranges::all_of(values, is_text);
}

bool is_finality(const Value& argument) {
    const auto* record = argument.as_record();
    return record && record->size() >= 2 && is_text(member(*record, "deadline")) &&
           std::ranges::all_of(*record, [](const auto& entry) { return is_text(entry.second); });
}

bool is_conditions(const Value& argument) {
    const auto* record = argument.as_record();
    if (!record || record->size() != 3) return false;
    const auto& kinds = list_of(*record, "kinds");
    return is_text(member(*record, "rows")) && is_text(member(*record, "machine")) && !kinds.empty() &&
           std::ranges::all_of(kinds, is_text);
}

bool is_recount(const Value& argument) {
    const auto* record = argument.as_record();
    return record && record->size() == 2 && is_text(member(*record, "deadline")) && is_text(member(*record, "step"));
}

bool is_skip(const Value& argument) {
    const auto* record = argument.as_record();
    return record && record->size() == 2 && text_of(*record, "unless") == "money_changes" &&
           is_text(member(*record, "to"));
}

bool is_stage(const Value& value) {
    static const std::vector<std::string> stages = {"committed", "called", "ordered", "paid", "used"};
    return value.as_text() && std::ranges::find(stages, *value.as_text()) != stages.end();
}

bool is_move(const Value& argument) {
    const auto* record = argument.as_record();
    if (!record || !is_stage(member(*record, "from")) || !is_stage(member(*record, "to"))) return false;
    return record->size() == 2 || (record->size() == 3 && is_text(member(*record, "amount")));
}

/// A record of exactly these members, each a text.
bool has_texts(const Value& argument, std::initializer_list<const char*> names) {
    const auto* record = argument.as_record();
    return record && record->size() == names.size() &&
           std::ranges::all_of(names, [&](const char* name) { return is_text(member(*record, name)); });
}

bool is_need(const Value& argument) {
    const auto* record = argument.as_record();
    if (!record || !is_text(member(*record, "machine")) || !is_text(member(*record, "above"))) return false;
    return std::ranges::all_of(*record, [](const auto& entry) {
        static const std::vector<std::string> maps = {"where", "unless", "given", "set"};
        if (entry.first == "machine" || entry.first == "above") return true;
        const auto* names = entry.second.as_record();
        return names && std::ranges::find(maps, entry.first) != maps.end() &&
               std::ranges::all_of(*names, [](const auto& name) { return is_text(name.second); });
    });
}

bool is_child(const Value& argument) {
    const auto* record = argument.as_record();
    return record && record->size() == 2 && is_text(member(*record, "machine")) && is_text(member(*record, "step"));
}

bool fits(const KnownEffect& effect, const Value& argument) {
    switch (effect.shape) {
        case Shape::Text: return is_text(argument);
        case Shape::Words:
            return is_text(argument) && std::ranges::find(effect.words, *argument.as_text()) != effect.words.end();
        case Shape::Condition: return is_condition(argument);
        case Shape::Move: return is_move(argument);
        case Shape::Child: return is_child(argument);
        case Shape::Interest: return has_texts(argument, {"paid", "paid_on", "used", "used_on", "window"});
        case Shape::Proof:
            return has_texts(argument, {"costs", "cover", "cuts", "plan_costs", "plan_cover", "threshold"});
        case Shape::Claim: return has_texts(argument, {"award", "interest_on", "from", "to"});
        case Shape::Return: return has_texts(argument, {"principal", "interest"});
        case Shape::Binding: return has_texts(argument, {"machine", "from"});
        case Shape::Need: return is_need(argument);
        case Shape::Finality: return is_finality(argument);
        case Shape::Conditions: return is_conditions(argument);
        case Shape::Recount: return is_recount(argument);
        case Shape::Skip: return is_skip(argument);
    }
    return false;
}

const char* expected(Shape shape) {
    switch (shape) {
        case Shape::Text: return "load.effect.text";
        case Shape::Words: return "load.effect.words";
        case Shape::Condition: return "load.effect.condition";
        case Shape::Move: return "load.effect.move";
        case Shape::Interest: return "load.effect.interest";
        case Shape::Child: return "load.effect.child";
        case Shape::Finality: return "load.effect.finality";
        case Shape::Conditions: return "load.effect.conditions";
        case Shape::Recount: return "load.effect.recount";
        case Shape::Skip: return "load.effect.skip";
        case Shape::Proof: return "load.effect.proof";
        case Shape::Claim: return "load.effect.claim";
        case Shape::Return: return "load.effect.return";
        case Shape::Binding: return "load.effect.binding";
        case Shape::Need: return "load.effect.need";
    }
    return "";
}

}  // namespace

const std::vector<std::string>& effect_names() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        for (const auto& effect : effects) all.emplace_back(effect.name);
        return all;
    }();
    return names;
}

std::optional<EffectUse> read_effect(const YamlNode& node, YamlReader& reader) {
    const auto known = std::ranges::find(effects, node.key, &KnownEffect::name);
    if (known == effects.end()) {
        reader.unknown(node, "load.unknown_effect", node.key, effect_names());
        return {};
    }
    EffectUse use{node.key, reader.value(node), reader.place(node)};
    if (fits(*known, use.argument)) return use;
    List words;
    for (const auto word : known->words)
        if (!word.empty()) words.emplace_back(word);
    reader.complain(node, expected(known->shape), {{"effect", node.key}, {"known", std::move(words)}});
    return {};
}

}  // namespace foerderlauf
