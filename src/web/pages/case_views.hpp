#pragma once

#include "web/pages/history.hpp"
#include "web/pages/visit.hpp"

namespace foerderlauf {

/// `Bewilligt` for the applicant's side, `Bewilligung bekannt gegeben` for the authority.
std::string state_words(const State& state, bool as_applicant);
/// The badge of a state: draft and closed neutral, in work info, granted success, somebody of ours must act warning.
View state_badge(const State& state, bool as_applicant);

/// {term, answer, answer_day, remark} for `_facts`.
View fact(std::string term, std::string answer, std::string remark = {});
View fact_on_day(std::string term, View day, std::string remark = {});

/// The band at the top: state in plain words, who holds it, since when, what is due, how much money.
View status_view(const Visit& visit, const CaseReading& reading);

/// Steps that may be taken, steps that are hindered with every reason, and who takes the next one if not the reader.
View steps_view(const Visit& visit, const CaseReading& reading, const std::vector<Offer>& offers,
                const MachineFile& file);

/// The procedure: the way of the applicant as a path, the drawing of the machine, and all states as a list.
View path_view(const CaseReading& reading, const Words& words);
View procedure_view(const CaseReading& reading, const Words& words);

/// Children with their steps, and machines that may be opened now (early start, payment requests, …).
View machines_view(const Visit& visit, const CaseReading& reading);

/// `Stadt Ziegenrück (aufgegangen in Stadt Ranis seit 01.01.2027)`; the name alone while the body lives.
std::string with_successor(const std::string& name, const std::optional<EndedBody>& end, const Words& words);
View partners_view(const Visit& visit, const CaseReading& reading);
View letters_view(const Visit& visit, const CaseReading& reading, const std::vector<FrozenLetter>& letters);
/// `Drei-Monats-Frist` for `inaction`; the name itself where nobody wrote one.
std::string deadline_name(const std::string& name, const Words& words);
View deadlines_view(const CaseReading& reading, const Words& words);
View conflicts_view(const Visit& visit, const CaseReading& reading);
/// What was given with steps of the main machine (recommendation, what is missing, service), newest first; the applicant's
/// side sees what was given by it or is addressed to it.
View steps_given_view(const CaseReading& reading, const Words& words);

/// What the applicant filled in, section by section, for reading.
View answers_view(const CaseReading& reading, const std::string& form, const Words& words);

}  // namespace foerderlauf
