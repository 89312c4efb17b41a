#include "casework/similar.hpp"

#include "base/text.hpp"
#include "domain/calendar.hpp"
#include "store/newest_cases.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

constexpr std::size_t most_compared = 20;  ///< a case page must not read a body's whole past
constexpr std::size_t shortest_word = 4;   ///< letters, folded
constexpr std::size_t least_shared = 2;

std::set<std::string> words_of(const std::string& text, const std::set<std::string>& common_words) {
    std::set<std::string> words;
    std::string word;
    const auto keep = [&] {
        if (word.size() >= shortest_word && !common_words.contains(word)) words.insert(word);
        word.clear();
    };
    for (const char letter : folded(text)) {
        const auto byte = static_cast<unsigned char>(letter);
        if ((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || byte >= 0x80) word += letter;
        else keep();
    }
    keep();
    return words;
}

std::string text_at(const CaseFile& file, std::string_view path) {
    const auto* text = file.at(path).as_text();
    return text ? *text : std::string{};
}

std::optional<Date> day_at(const CaseFile& file, std::string_view path) {
    const auto day = parse_date(text_at(file, path));
    return day ? std::optional{*day} : std::nullopt;
}

std::vector<std::string> shared(const std::set<std::string>& a, const std::set<std::string>& b) {
    std::vector<std::string> both;
    std::ranges::set_intersection(a, b, std::back_inserter(both));
    return both;
}

/// The shared bodies, an applicant among them by its name.
Message same_bodies(const ProjectRow& own, const ProjectRow& other, std::vector<std::string> bodies) {
    for (auto& body : bodies)
        for (const auto* row : {&own, &other})
            if (body == row->applicant && !row->applicant_name.empty()) body = row->applicant_name;
    return {"similar.body", {{"bodies", joined(bodies, ", ")}}};
}

std::optional<Message> same_period(const ProjectRow& own, const ProjectRow& other) {
    if (!own.start || !own.end || !other.start || !other.end) return {};
    const auto from = std::max(*own.start, *other.start);
    const auto to = std::min(*own.end, *other.end);
    if (to < from) return {};
    return Message{"similar.period", {{"from", to_iso(from)}, {"to", to_iso(to)}}};
}

std::optional<Message> same_words(const ProjectRow& own, const ProjectRow& other) {
    const auto both = shared(own.words, other.words);
    const auto fewer = std::min(own.words.size(), other.words.size());
    if (both.size() < least_shared || 2 * both.size() < fewer) return {};
    return Message{"similar.words", {{"words", joined(both, ", ")}}};
}

std::set<std::string> common_words_of(const Texts& texts) { return words_of(texts.sentence("similar.common"), {}); }

}  // namespace

ProjectRow project_row(const Definition& definition, const CaseFile& file, const std::set<std::string>& common_words) {
    ProjectRow row;
    row.id = file.id;
    row.file_number = file.file_number;
    row.programme = file.programme;
    row.title = text_at(file, "application.project_title");
    row.state = file.main().state;
    row.applicant = file.recipient.key;
    row.applicant_name = spoken_name(file.recipient);
    row.bodies.insert(file.recipient.key);
    for (const auto& partner : file.partners)
        if (partner.state != Partner::State::Declined) row.bodies.insert(partner.recipient);
    row.start = day_at(file, "application.planned_start");
    row.end = day_at(file, "application.planned_end");
    auto said = row.title;
    if (const auto* items = file.at("application.cost_plan").as_list())
        for (const auto& item : *items)
            if (const auto* record = item.as_record()) said += ' ' + text_of(*record, "item");
    row.words = words_of(said, common_words);
    const auto* state = definition.main().state(row.state);
    row.given_up = file.grant.empty() && ((state && state->final) || file.decided_on);
    return row;
}

std::vector<SimilarCase> similar_to(const ProjectRow& own, const std::vector<ProjectRow>& others) {
    std::vector<SimilarCase> found;
    for (const auto& other : others) {
        const auto bodies = shared(own.bodies, other.bodies);
        if (other.id == own.id || other.given_up || bodies.empty()) continue;
        SimilarCase similar{other, {same_bodies(own, other, bodies)}};
        if (auto period = same_period(own, other)) similar.why.push_back(std::move(*period));
        if (auto words = same_words(own, other)) similar.why.push_back(std::move(*words));
        if (similar.why.size() > 1) found.push_back(std::move(similar));
    }
    std::ranges::sort(found, std::ranges::greater{}, [](const SimilarCase& similar) { return similar.other.id; });
    return found;
}

std::vector<SimilarCase> similar_cases(Store& store, const Programmes& programmes, const Texts& texts,
                                       const Account& account, const CaseReading& reading) {
    const bool authority = std::ranges::any_of(reading.actor.duties,
                                               [](const std::string& duty) { return !is_applicant_duty(duty); });
    if (!authority || reading.as_applicant) return {};
    const auto common = common_words_of(texts);
    const auto own = project_row(*reading.definition, reading.file, common);
    const std::vector<std::string> bodies(own.bodies.begin(), own.bodies.end());
    std::vector<ProjectRow> others;
    store.read([&](Snapshot& snapshot) {
        for (const auto id : newest_cases_of(snapshot, bodies, own.id, most_compared))
            if (const auto file = snapshot.case_file(id); file && may_see(account, *file))
                others.push_back(project_row(*programmes.of(file->version), *file, common));
    });
    return similar_to(own, others);
}

}  // namespace foerderlauf
