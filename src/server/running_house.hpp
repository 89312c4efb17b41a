#pragma once

#include "casework/courier.hpp"
#include "casework/letter_press.hpp"
#include "casework/timer.hpp"
#include "letters/libreoffice_renderer.hpp"
#include "letters/typst_renderer.hpp"
#include "server/health.hpp"
#include "server/house.hpp"
#include "web/front/server.hpp"
#include "web/site.hpp"

#include <functional>
#include <memory>
#include <string>

namespace foerderlauf {

/// A house with its doors open: routes, front and timer on top of everything else. Stops gracefully when it goes.
class RunningHouse {
public:
    using Report = std::function<void(const std::string& line)>;  ///< lines for the operator; thread-safe

    /// Takes the writer's lock and serves. Throws BadFile, StoreFault, or Refused when the address or the clock cannot be used.
    RunningHouse(const Home& home, const ServerConfig& config, const DemoOptions& demo, Report report);
    ~RunningHouse();
    RunningHouse(const RunningHouse&) = delete;
    RunningHouse& operator=(const RunningHouse&) = delete;

    House& house() { return house_; }
    std::uint16_t port() const { return front_->port(); }
    void stop();  ///< answers what is in work, then closes; safe to repeat

private:
    LettersHealth letters_health() const;
    House house_;
    TypstRenderer typst_;
    LibreOfficeRenderer office_;
    LetterRenderer& letters_;               ///< the one of the two that is set
    std::unique_ptr<LetterSigner> signer_;  ///< none where no certificate is set
    LetterPress letter_press_;
    Site site_;
    std::unique_ptr<Router> router_;
    std::unique_ptr<Front> front_;
    std::unique_ptr<Timer> timer_;
    std::unique_ptr<LetterMaker> letter_maker_;
    std::unique_ptr<Courier> courier_;  ///< none where no mail server is set
};

/// A refusal that ends the start.
class Refused : public std::runtime_error {
public:
    explicit Refused(Refusal why, int exit_status)
        : std::runtime_error{why.message.key}, refusal{std::move(why)}, status{exit_status} {}
    Refusal refusal;
    int status;  ///< exit status
};

}  // namespace foerderlauf
