#include "reports/row_pipe.hpp"

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace foerderlauf {

namespace {

constexpr std::size_t rows_of_batch = 64;
constexpr std::size_t most_batches = 32;

using Batch = std::vector<std::pair<std::size_t, Cells>>;

/// Ends a reading whose rows nobody takes any more.
struct NobodyTakes {};

/// Batches on their way from the reading thread to the writing one.
class RowPipe {
public:
    /// For the reading thread. Waits while too many batches are on their way; throws NobodyTakes after `close`.
    void put(Batch batch) {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [&] { return closed_ || batches_.size() < most_batches; });
        if (closed_) throw NobodyTakes{};
        batches_.push_back(std::move(batch));
        changed_.notify_all();
    }
    void finish(std::exception_ptr fault) {
        const std::lock_guard lock{mutex_};
        finished_ = true;
        fault_ = std::move(fault);
        changed_.notify_all();
    }
    void tell(std::int64_t done, std::int64_t all) {
        const std::lock_guard lock{mutex_};
        progress_ = {done, all};
    }

    /// For the writing thread: the next batch; nothing at the end. Throws what the reading threw.
    std::optional<Batch> take() {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [&] { return finished_ || !batches_.empty(); });
        if (!batches_.empty()) {
            auto batch = std::move(batches_.front());
            batches_.pop_front();
            changed_.notify_all();
            return batch;
        }
        if (fault_) std::rethrow_exception(fault_);
        return {};
    }
    std::optional<std::pair<std::int64_t, std::int64_t>> progress() {
        const std::lock_guard lock{mutex_};
        return std::exchange(progress_, std::nullopt);
    }
    void close() {
        const std::lock_guard lock{mutex_};
        closed_ = true;
        changed_.notify_all();
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Batch> batches_;
    std::optional<std::pair<std::int64_t, std::int64_t>> progress_;
    std::exception_ptr fault_;
    bool finished_ = false, closed_ = false;
};

void run_reading(RowPipe& pipe, const std::vector<std::string>& names,
                 const std::function<void(const Emits&)>& reading) {
    try {
        Batch batch;
        Emits emits;
        for (std::size_t i = 0; i < names.size(); ++i)
            emits[names[i]] = [&pipe, &batch, i](Cells&& row) {
                batch.emplace_back(i, std::move(row));
                if (batch.size() >= rows_of_batch) pipe.put(std::exchange(batch, {}));
            };
        reading(emits);
        if (!batch.empty()) pipe.put(std::move(batch));
        pipe.finish(nullptr);
    } catch (const NobodyTakes&) { pipe.finish(nullptr); } catch (...) {
        pipe.finish(std::current_exception());
    }
}

/// The reading thread, which is over when this is gone.
class ReadingThread {
public:
    ReadingThread(RowPipe& pipe, std::function<void()> work) : pipe_{pipe}, thread_{std::move(work)} {}
    ReadingThread(const ReadingThread&) = delete;
    ReadingThread& operator=(const ReadingThread&) = delete;
    ~ReadingThread() {
        pipe_.close();
        thread_.join();
    }

private:
    RowPipe& pipe_;
    std::thread thread_;
};

}  // namespace

void read_beside(const Asking& asking, const std::vector<std::string>& names,
                 const std::function<void(const Asking&, const Emits&)>& reading,
                 const std::function<void(std::size_t query, Cells&&)>& take) {
    RowPipe pipe;
    auto beside = asking;
    if (asking.progress) beside.progress = [&pipe](std::int64_t done, std::int64_t all) { pipe.tell(done, all); };
    const ReadingThread thread{pipe,
                               [&] { run_reading(pipe, names, [&](const Emits& emits) { reading(beside, emits); }); }};
    while (auto batch = pipe.take()) {
        for (auto& [query, row] : *batch) take(query, std::move(row));
        if (const auto told = pipe.progress()) asking.progress(told->first, told->second);
    }
    if (const auto told = pipe.progress()) asking.progress(told->first, told->second);
}

}  // namespace foerderlauf
