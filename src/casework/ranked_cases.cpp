#include "casework/ranked_cases.hpp"

#include <algorithm>
#include <tuple>

namespace foerderlauf {

namespace {

constexpr int longest_list = 5'000;

std::int64_t inhabitants_of(const CaseFile& file, const RecipientRegister& recipients) {
    const auto known = [&](const std::string& key) {
        const auto body = recipients.find(key);
        return body ? body->population : 0;
    };
    std::int64_t sum = known(file.recipient.key);
    for (const auto& partner : file.partners)
        if (partner.state != Partner::State::Declined) sum += known(partner.recipient);
    return sum;
}

bool in_conflict(const CaseFile& file, const Account& account) {
    return std::ranges::any_of(file.conflicts, [&](const Conflict& conflict) {
        return !conflict.lifted && conflict.person == account.person;
    });
}

std::optional<Date> review_day(const CaseFile& file) {
    const auto running = std::ranges::find(file.deadlines, "review", &RunningDeadline::name);
    return running == file.deadlines.end() ? std::nullopt : std::optional{running->due};
}

auto place_in_list(const RankedCase& ranked) {
    constexpr Date never{std::chrono::year{9999} / std::chrono::December / 31};
    return std::tuple{!ranked.rank.complete, -ranked.rank.total, ranked.row.submitted_on.value_or(never),
                      ranked.row.id};
}

}  // namespace

std::vector<RankedCase> ranked_cases(Store& store, const Programmes& programmes, const RecipientRegister& recipients,
                                     const Account& account, const std::string& programme) {
    const auto current = programmes.current(programme);
    if (!current) return {};
    std::vector<std::pair<CaseRow, CaseFile>> found;
    store.read([&](Snapshot& snapshot) {
        for (const auto& state : current->ranking.states) {
            CaseQuery query;
            query.visibility = visibility_of(account, programmes);
            query.programme = programme;
            query.state = state;
            query.limit = longest_list;
            for (auto& row : snapshot.cases(query))
                if (auto file = snapshot.case_file(row.id); file && !in_conflict(*file, account))
                    found.emplace_back(std::move(row), std::move(*file));
        }
    });
    std::vector<RankedCase> ranked;
    for (auto& [row, file] : found) {
        const auto definition = programmes.of(file.version);
        const auto inhabitants = inhabitants_of(file, recipients);
        ranked.push_back(
            {std::move(row), definition, rank_of(*definition, file, inhabitants), inhabitants, review_day(file)});
    }
    std::ranges::sort(ranked, {}, place_in_list);
    return ranked;
}

}  // namespace foerderlauf
