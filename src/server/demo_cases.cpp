#include "server/demo_cases.hpp"

#include "forms/yaml_reader.hpp"
#include "server/files.hpp"

namespace foerderlauf {

namespace {

/// Days and years of the file are meant from today: `{heute+28}`, `{jahr+1}`.
std::string dated(std::string text, Date today) {
    const auto replace = [&](const std::string& word, auto spelled) {
        const auto begin = text.find("{" + word);
        const auto end = begin == std::string::npos ? begin : text.find('}', begin);
        if (end == std::string::npos) return;
        const auto plus = text.find('+', begin);
        const int distance = plus < end ? std::atoi(text.c_str() + plus + 1) : 0;
        text.replace(begin, end - begin + 1, spelled(distance));
    };
    replace("heute", [&](int days) { return to_german(plus_days(today, days)); });
    replace("jahr", [&](int years) { return std::to_string(static_cast<int>(today.year()) + years); });
    return text;
}

/// What is written in the file, as it would be typed into a form.
Value typed(const YamlNode& node, Date today) {
    if (node.is_scalar()) return dated(node.text, today);
    if (node.is_sequence()) {
        List list;
        for (const auto& child : node.children) list.push_back(typed(child, today));
        return list;
    }
    Record record;
    for (const auto& child : node.children) record[child.key] = typed(child, today);
    return record;
}

Record record_at(const YamlNode& node, std::string_view key, Date today) {
    const auto* member = node.find(key);
    if (!member || !member->is_map()) return {};
    return *typed(*member, today).as_record();
}

class Player {
public:
    Player(House& house, YamlReader& reader, std::vector<LoadError>& errors)
        : house_{house}, reader_{reader}, errors_{errors}, today_{house.clock->today()} {}

    void play(const YamlNode& node) {
        if (!reader_.expect_map(node, {"programme", "recipient", "by", "form", "documents", "steps"})) return;
        const auto by = envelope_of(node);
        if (!by) return;
        const auto opened = house_.dispatcher.open(*by,
                                                   {reader_.text(node, "programme"), reader_.text(node, "recipient"),
                                                    record_at(node, "form", today_), Spelling::German});
        if (!opened) return complain(node, opened.error());
        for (const auto& kind : reader_.names(node, "documents")) add_document(node, *by, opened->case_id, kind);
        if (const auto* steps = node.find("steps"))
            for (const auto& step : steps->children) take(step, opened->case_id);
    }

private:
    std::optional<Envelope> envelope_of(const YamlNode& node) {
        const auto name = reader_.required_text(node, "by");
        auto account = house_.identity.account_named(name);
        if (account) return Envelope{*account, {}, {}, {}, {}};
        errors_.push_back({reader_.place(node), {"command.no_account", {{"given", name}}}});
        return std::nullopt;
    }

    void add_document(const YamlNode& node, const Envelope& by, CaseId id, const std::string& kind) {
        const std::string bytes = house_.installation.texts.sentence("demo.document", {{"kind", kind}}) + "\n";
        const auto stored = house_.documents.store(kind + ".txt", "text/plain", bytes);
        if (!stored) return complain(node, stored.error());
        const auto added = house_.dispatcher.add_document(by, id,
                                                          {0, kind, kind + ".txt", stored->sha256, stored->size, 0});
        if (!added) complain(node, added.error());
    }

    void take(const YamlNode& step, CaseId id) {
        if (!reader_.expect_map(step, {"by", "step", "fields", "reason"})) return;
        const auto by = envelope_of(step);
        if (!by) return;
        StepWish wish{id, 1, reader_.required_text(step, "step"), record_at(step, "fields", today_), Spelling::German,
                      {}};
        if (const auto reason = reader_.text(step, "reason"); !reason.empty()) wish.reason = reason;
        if (const auto taken = house_.dispatcher.take(*by, wish); !taken) complain(step, taken.error());
    }

    void complain(const YamlNode& node, const Refusal& refusal) {
        errors_.push_back({reader_.place(node), refusal.message});
        for (const auto& [field, message] : refusal.fields) errors_.push_back({reader_.place(node), message});
        for (const auto& blocker : refusal.blockers) errors_.push_back({reader_.place(node), blocker.message});
    }

    House& house_;
    YamlReader& reader_;
    std::vector<LoadError>& errors_;
    Date today_;
};

}  // namespace

void play_demo_cases(House& house, const std::filesystem::path& file) {
    std::vector<LoadError> errors;
    YamlReader reader{file.string(), errors};
    if (const auto root = read_yaml(read_file(file), file.string(), errors);
        root && errors.empty() && reader.expect_map(*root, {"cases"})) {
        Player player{house, reader, errors};
        if (const auto* cases = root->find("cases"))
            for (const auto& node : cases->children) player.play(node);
    }
    if (!errors.empty()) throw BadFile{errors};
}

}  // namespace foerderlauf
