#pragma once

#include "casework/reading.hpp"

#include <set>
#include <string>
#include <vector>

namespace foerderlauf {

/// What of a case is compared to find money asked for twice (Doppelförderung).
struct ProjectRow {
    CaseId id = 0;
    std::string file_number, programme, title, state;
    std::string applicant;  ///< key and name of the applicant, for the sentence
    std::string applicant_name;
    std::set<std::string> bodies;    ///< applicant and partners that have not declined, by key
    std::optional<Date> start, end;  ///< planned; a comparison of periods needs all four
    std::set<std::string> words;     ///< significant words of title and cost items, folded
    bool given_up = false;           ///< withdrawn, refused or settled without a grant
};

/// Another application that might be for the same thing, and why somebody should look: sentences of `similar.*`.
struct SimilarCase {
    ProjectRow other;
    std::vector<Message> why;
};

/// `common_words`: folded words that say nothing (`und`, `für`).
ProjectRow project_row(const Definition& definition, const CaseFile& file, const std::set<std::string>& common_words);

/// Applications of one of the same bodies, not given up, whose planned periods overlap, or of whose significant words at least
/// two and at least half of the shorter list are the same. A hint to look, nothing more; newest first.
std::vector<SimilarCase> similar_to(const ProjectRow& own, const std::vector<ProjectRow>& others);

/// The same for a reading, over all programmes: only for the authority, and only cases this account may see. At most the 20
/// newest cases of these bodies are compared.
std::vector<SimilarCase> similar_cases(Store& store, const Programmes& programmes, const Texts& texts,
                                       const Account& account, const CaseReading& reading);

}  // namespace foerderlauf
