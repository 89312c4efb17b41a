#pragma once
#include "workflow/account.hpp"
