#include "workflow/ranking.hpp"

#include "base/text.hpp"

namespace foerderlauf {

namespace {

constexpr std::size_t longest_reason = 2000;  ///< characters

std::string points_field(const Criterion& criterion) { return criterion.name + "_points"; }
std::string reason_field(const Criterion& criterion) { return criterion.name + "_reason"; }

std::optional<std::int64_t> proposal(const Criterion& criterion, std::int64_t inhabitants) {
    if (criterion.by_inhabitants.empty() || inhabitants <= 0) return {};
    std::int64_t points = 0;
    for (const auto& [least, given] : criterion.by_inhabitants)
        if (inhabitants >= least) points = given;
    return points;
}

}  // namespace

Rank rank_of(const Definition& definition, const CaseFile& file, std::int64_t inhabitants) {
    static const Record nothing;
    const auto found = file.forms.find(definition.ranking.form);
    const Record& answers = found == file.forms.end() ? nothing : found->second;
    Rank rank;
    rank.complete = !definition.ranking.criteria.empty();
    for (const auto& criterion : definition.ranking.criteria) {
        RankedCriterion line;
        line.criterion = &criterion;
        if (const auto* points = member(answers, points_field(criterion)).as_integer()) line.points = *points;
        line.reason = text_of(answers, reason_field(criterion));
        line.weighted = line.points.value_or(0) * criterion.weight;
        line.proposed = proposal(criterion, inhabitants);
        rank.total += line.weighted;
        rank.highest += criterion.highest * criterion.weight;
        rank.complete = rank.complete && line.points;
        rank.lines.push_back(std::move(line));
    }
    return rank;
}

Form form_of(const Ranking& ranking, Place place) {
    Form form{.name = ranking.form, .title = ranking.title, .fields = {}};
    for (const auto& criterion : ranking.criteria) {
        Field points;
        points.name = points_field(criterion);
        points.kind = FieldKind::Integer;
        points.label = criterion.title;
        points.help = "0–" + std::to_string(criterion.highest) + " × " + std::to_string(criterion.weight);
        points.source = criterion.source;
        points.min = 0;
        points.max = criterion.highest;
        points.place = place;
        Field reason;
        reason.name = reason_field(criterion);
        reason.kind = FieldKind::LongText;
        reason.label = ranking.reason_label + ": " + criterion.title;
        reason.max_length = longest_reason;
        reason.place = place;
        form.fields.push_back(std::move(points));
        form.fields.push_back(std::move(reason));
    }
    return form;
}

std::map<std::string, Message> unreasoned_points(const Definition& definition, const std::string& form,
                                                 const Record& answers) {
    std::map<std::string, Message> wrong;
    if (form.empty() || form != definition.ranking.form) return wrong;
    for (const auto& criterion : definition.ranking.criteria) {
        const bool points = !member(answers, points_field(criterion)).is_empty();
        const bool reason = !trimmed(text_of(answers, reason_field(criterion))).empty();
        if (points && !reason)
            wrong[reason_field(criterion)] = {"ranking.reason_missing", {{"title", criterion.title}}};
        if (reason && !points)
            wrong[points_field(criterion)] = {"ranking.points_missing", {{"title", criterion.title}}};
    }
    return wrong;
}

}  // namespace foerderlauf
