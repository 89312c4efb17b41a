#pragma once

#include "bench/measuring.hpp"
#include "store/connection.hpp"

#include "domain/event.hpp"

#include <random>
#include <sqlite3.h>

namespace foerderlauf::bench {

/// The same writes without the product: prepared statements over SQLite's C API, one transaction a group, nothing folded
/// and nothing checked. What a step writes it learns from the history: the last two events of the first case, which are
/// then written again and again in turn, into cases drawn at random.
class BareLoop {
public:
    enum class Owner { Stays, Moves };  ///< whether a step hands the case to another duty, which an index holds

    /// The connection writes; the store must be one that the product filled.
    BareLoop(Connection connection, const std::vector<CaseId>& cases, Owner owner);
    ~BareLoop();
    BareLoop(const BareLoop&) = delete;
    BareLoop& operator=(const BareLoop&) = delete;

    /// Groups of that size until the time is over.
    Done run(int group, double seconds, Moment begin);
    const WalCount& wal() const { return wal_; }

private:
    struct Text {
        std::string key, salt, text;
    };
    /// An event as it lies in the table.
    struct Pattern {
        std::int64_t seq = 0;
        std::string at, duty, step, from, to, facts, rule_version;
        std::int64_t actor = 0;
        std::vector<Text> texts;
    };
    struct Case {
        CaseId id = 0;
        std::int64_t seq = 0;
    };

    void learn(CaseId sample);
    void append(Case& file);
    void prepare(sqlite3_stmt*& statement, const char* sql);

    Connection connection_;
    WalCount wal_;
    Owner owner_;
    std::vector<Case> cases_;
    std::vector<Pattern> patterns_;
    std::int64_t position_ = 0;
    std::mt19937 random_{7};
    std::vector<sqlite3_stmt*> all_;
    sqlite3_stmt *begin_ = nullptr, *commit_ = nullptr, *event_ = nullptr, *text_ = nullptr, *place_ = nullptr,
                 *work_ = nullptr;
};

/// The product and the bare loop in turns, each round of the loop with groups as large as the product's writer just made them.
struct Compared {
    Measured product, bare;  ///< medians
    double ratio() const { return product.per_second / bare.per_second; }
};
Compared in_turns(const Options& options, const WalCount& product_wal, const std::function<Done(Moment begin)>& product,
                  BareLoop& bare);

}  // namespace foerderlauf::bench
