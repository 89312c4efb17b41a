#include "exchange/recipient_register.hpp"
#include "store/recipients.hpp"

#include <limits>

namespace foerderlauf {

RecipientTable recipient_table() {
    return {[](Transaction& transaction) {
                return search_recipients(transaction.session(), "", std::numeric_limits<int>::max());
            },
            [](Transaction& transaction, const std::vector<Recipient>& rows) {
                for (const auto& body : rows) put_recipient(transaction.session(), body);
            }};
}

}  // namespace foerderlauf
