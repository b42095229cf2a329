package headwater.crm.account.graphql;

import headwater.crm.account.Account;
import headwater.crm.account.AccountDraft;
import headwater.crm.account.AccountService;
import headwater.crm.graphql.Given;
import headwater.crm.graphql.ImportPayload;
import headwater.crm.graphql.Payload;
import headwater.crm.graphql.RecordLoader;
import headwater.crm.graphql.RecordVersion;
import headwater.crm.permission.Door;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.Connection;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.ArgumentValue;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

import java.util.List;
import java.util.Set;

@Controller
class AccountController implements RecordLoader<Account> {
    private final AccountService service;

    AccountController(AccountService service) {
        this.service = service;
    }

    record UpdateAccountInput(
            String id,
            int expectedVersion,
            ArgumentValue<String> name,
            ArgumentValue<String> industry,
            ArgumentValue<Account.Grade> grade,
            ArgumentValue<Account.CooperationStatus> cooperationStatus,
            ArgumentValue<String> website,
            ArgumentValue<String> phone,
            ArgumentValue<String> address,
            ArgumentValue<RecordRef> owner,
            ArgumentValue<RecordRef> parent) {
        AccountDraft applyTo(AccountDraft before) {
            return new AccountDraft(
                    Given.orKept(name, before.name()),
                    Given.or(industry, before.industry()),
                    Given.or(grade, before.grade()),
                    Given.or(cooperationStatus, before.cooperationStatus()),
                    Given.or(website, before.website()),
                    Given.or(phone, before.phone()),
                    Given.or(address, before.address()),
                    Given.or(owner, before.owner()),
                    Given.or(parent, before.parent()),
                    before.createdAt(),
                    before.externalId(),
                    null);
        }
    }

    record ImportAccountsInput(List<AccountDraft> rows) {}

    @QueryMapping
    @Nullable Account account(Viewer viewer, @Argument String id) {
        return byIds(viewer, Set.of(RecordType.ACCOUNT.decode(id))).stream()
                .findFirst()
                .orElse(null);
    }

    @QueryMapping
    Connection<Account> accounts(Viewer viewer, ListRequest request) {
        return service.list(viewer, request);
    }

    @MutationMapping
    Payload<Account> createAccount(Viewer viewer, @Argument AccountDraft input) {
        return Payload.of(() -> service.create(viewer, input));
    }

    @MutationMapping
    Payload<Account> updateAccount(Viewer viewer, @Argument UpdateAccountInput input) {
        return Payload.of(
                () ->
                        service.update(
                                viewer,
                                RecordType.ACCOUNT.decode(input.id()),
                                input.expectedVersion(),
                                Given.change(input, input::applyTo)));
    }

    @MutationMapping
    Payload<Account> deleteAccount(Viewer viewer, @Argument RecordVersion input) {
        return Payload.of(
                () ->
                        service.delete(
                                viewer,
                                RecordType.ACCOUNT.decode(input.id()),
                                input.expectedVersion()));
    }

    @MutationMapping
    Payload<Account> restoreAccount(Viewer viewer, @Argument RecordVersion input) {
        return Payload.of(
                () ->
                        service.restore(
                                viewer,
                                RecordType.ACCOUNT.decode(input.id()),
                                input.expectedVersion()));
    }

    @MutationMapping
    ImportPayload importAccounts(Viewer viewer, @Argument ImportAccountsInput input) {
        Viewer importing = viewer.through(Door.IMPORT);
        return ImportPayload.of(
                type(),
                input.rows(),
                AccountDraft::externalId,
                externalIds -> service.byExternalIds(importing, externalIds),
                row -> service.create(importing, row).id());
    }

    @Override
    public RecordType type() {
        return RecordType.ACCOUNT;
    }

    @Override
    public List<Account> byIds(Viewer viewer, Set<Long> ids) {
        return service.byIds(viewer, ids);
    }
}
