package headwater.crm.overview;

import headwater.crm.account.Account;

/** All about a customer; each part is read when it is asked for. */
public record Customer360(Account account) {}
