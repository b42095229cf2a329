package headwater.crm.document;

import headwater.crm.account.Account;
import headwater.crm.account.AccountService;
import headwater.crm.company.CompanyService;
import headwater.crm.contact.Contact;
import headwater.crm.contact.ContactService;
import headwater.crm.identity.User;
import headwater.crm.identity.UserService;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.BusinessTime;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.RecordKey;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What every document says of the day, the company, the customer and who deals with him. */
@Component
public class Parties {
    /** What templates may ask for. */
    public static final Set<String> TEXTS =
            Set.of(
                    "date",
                    "company.name",
                    "customer.name",
                    "customer.uscc",
                    "customer.address",
                    "customer.phone",
                    "contact.name",
                    "contact.title",
                    "contact.phone",
                    "contact.email",
                    "owner.name",
                    "owner.email");

    /** Fields that it tells. */
    public static final List<String> FIELDS =
            List.of(
                    "Account.name",
                    "Account.uscc",
                    "Account.address",
                    "Account.phone",
                    "Contact.name",
                    "Contact.title",
                    "Contact.phone",
                    "Contact.email",
                    "User.name",
                    "User.email");

    private final CompanyService company;
    private final AccountService accounts;
    private final ContactService contacts;
    private final UserService users;
    private final BusinessTime time;

    Parties(
            CompanyService company,
            AccountService accounts,
            ContactService contacts,
            UserService users,
            BusinessTime time) {
        this.company = company;
        this.accounts = accounts;
        this.contacts = contacts;
        this.users = users;
        this.time = time;
    }

    /**
     * Who is concerned.
     *
     * @param contactId null for nobody in particular
     */
    public record Who(long accountId, @Nullable Long contactId, long ownerId) {

        /** The records that a document about them tells of. */
        public List<RecordKey> records() {
            List<RecordKey> records = new ArrayList<>();
            records.add(new RecordKey(RecordType.ACCOUNT, accountId));
            if (contactId != null) {
                records.add(new RecordKey(RecordType.CONTACT, contactId));
            }
            return records;
        }
    }

    /**
     * @throws NotFound if the viewer may not see the customer or the contact
     */
    public Map<String, String> texts(Viewer viewer, Who who, Language language) {
        Account customer = accounts.get(viewer, who.accountId());
        Contact contact = who.contactId() == null ? null : contacts.get(viewer, who.contactId());
        User owner = users.byIds(viewer, Set.of(who.ownerId())).getFirst();
        var settings = company.company();
        Map<String, String> texts = new HashMap<>();
        texts.put("date", language.day(settings.dayOf(time.now())));
        texts.put("company.name", settings.name());
        texts.put("customer.name", customer.name());
        texts.put("customer.uscc", text(customer.uscc()));
        texts.put("customer.address", text(customer.address()));
        texts.put("customer.phone", text(customer.phone()));
        texts.put("contact.name", contact == null ? "" : contact.name());
        texts.put("contact.title", contact == null ? "" : text(contact.title()));
        texts.put("contact.phone", contact == null ? "" : text(contact.phone()));
        texts.put("contact.email", contact == null ? "" : text(contact.email()));
        texts.put("owner.name", owner.name());
        texts.put("owner.email", text(owner.email()));
        return texts;
    }

    private static String text(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }
}
