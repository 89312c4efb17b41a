// `check_lists:` of programme.yaml.
#include "workflow/load_parts.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

/// The answers every question has, with their words: nobody is asked to choose between fewer.
std::vector<Option> read_answers(const YamlNode& node, YamlReader& reader) {
    const auto* words = node.find("answers");
    if (!words) reader.complain(node, "yaml.missing_key", {{"key", "answers"}});
    if (!words || !reader.expect_map(*words)) return {};
    reader.expect_map(*words, {"fulfilled", "not_fulfilled", "not_applicable"});
    std::vector<Option> answers;
    for (const auto* answer : {"fulfilled", "not_fulfilled", "not_applicable"})
        answers.push_back({answer, reader.required_text(*words, answer)});
    return answers;
}

CheckQuestion read_question(const YamlNode& node, YamlReader& reader) {
    reader.expect_map(node, {"name", "text", "source", "unverified"});
    CheckQuestion question;
    question.name = reader.required_text(node, "name");
    if (!question.name.empty() && !is_name(question.name, Dashes::Refused))
        reader.complain(node, "load.bad_name", {{"name", question.name}});
    question.text = reader.required_text(node, "text");
    question.source = reader.required_text(node, "source");
    question.unverified = reader.flag(node, "unverified");
    return question;
}

void read_questions(const YamlNode& node, YamlReader& reader, CheckList& list) {
    const auto* questions = node.find("questions");
    if (!questions || questions->children.empty()) reader.complain(node, "load.no_question", {{"list", list.title}});
    if (!questions || !expect_list(*questions, reader)) return;
    for (const auto& row : questions->children) {
        if (!reader.expect_map(row)) continue;
        auto question = read_question(row, reader);
        if (std::ranges::find(list.questions, question.name, &CheckQuestion::name) != list.questions.end())
            reader.complain(row, "load.question_twice", {{"name", question.name}});
        list.questions.push_back(std::move(question));
    }
}

}  // namespace

void load_check_lists(const YamlNode& root, YamlReader& reader, std::vector<CheckList>& lists) {
    const auto* node = root.find("check_lists");
    if (!node || !reader.expect_map(*node)) return;
    reader.expect_map(*node, {"answers", "remark_label", "lists"});
    const auto answers = read_answers(*node, reader);
    const auto remark_label = reader.required_text(*node, "remark_label");
    const auto* named = node->find("lists");
    if (!named) reader.complain(*node, "yaml.missing_key", {{"key", "lists"}});
    if (!named || !reader.expect_map(*named)) return;
    for (const auto& one : named->children) {
        if (!is_name(one.key, Dashes::Refused)) reader.complain(one, "load.bad_name", {{"name", one.key}});
        if (!reader.expect_map(one)) continue;
        reader.expect_map(one, {"title", "before", "questions"});
        CheckList list{.form = one.key,
                       .title = reader.required_text(one, "title"),
                       .step = reader.required_text(one, "before"),
                       .remark_label = remark_label,
                       .answers = answers,
                       .questions = {}};
        read_questions(one, reader, list);
        lists.push_back(std::move(list));
    }
}

}  // namespace foerderlauf
