#pragma once

// One case after its notice, in memory: every move goes through the engine, years pass, budgets open, periods expire.

#include "play/played_case.hpp"

#include <random>

namespace foerderlauf::test {

/// Somebody of the authority or the municipality; two accounts of one person share its number.
struct Hand {
    std::string name;
    Actor actor;
};

/// The accounts of contract § 2, each a person of its own.
const std::vector<Hand>& hands();
/// Second accounts of the same persons with another duty: what they try must not get past the separation of persons.
const std::vector<Hand>& second_hands();
const Hand& hand(const std::string& name);

class Life {
public:
    /// A case of 100,000.00 that was granted 80,000.00 over two years and is running.
    static const Life& running();

    /// A step, by whomever; a refusal changes nothing.
    Result<NewEvents> take(const Hand& who, const std::string& step, MachineId machine, Record fields);
    Result<NewEvents> open(const Hand& who, const std::string& machine);
    /// Lets days go by: every expiry is taken on its own day, every new budget year is opened.
    void pass(int days);

    const CaseFile& file() const { return file_; }
    /// What the case holds, as the engine sees it: opened budget years are taken into account.
    Balances held() const { return as_opened().held; }
    const Balances& balances() const { return balances_; }
    const std::vector<Event>& events() const { return events_; }
    /// Everything in the order it happened: the case's events (case 1) and the budget's (case 0).
    const std::vector<Event>& everything() const { return everything_; }
    Date today() const { return today_; }
    bool ended() const;
    std::int64_t award() const { return integer_of(file_.grant, "award_cents"); }

    /// What must hold now, whatever was tried; the first sentence that does not, empty when all do.
    std::string broken() const;

private:
    Life();
    Situation situation() const;
    CaseFile as_opened() const;
    Result<NewEvents> keep(Result<NewEvents> outcome);
    void turn_to(Date day);
    void book_budget(std::vector<Posting> postings);

    CaseFile file_;
    Balances balances_;
    std::vector<Event> events_, everything_;
    Date today_;
    int minutes_ = 0;
};

/// What a step needs, sensible most of the time. `dice` decides.
Record fields_for(const Life& life, const MachineFile& machine, const std::string& step, std::mt19937& dice);

/// One random move: a step, an opening, some days.
void move(Life& life, std::mt19937& dice);

/// Brings the case to its end by the accounts of contract § 2 alone. The number of steps it took; more than `most` when it did not end.
int bring_to_an_end(Life& life, int most, std::string& story);

}  // namespace foerderlauf::test
