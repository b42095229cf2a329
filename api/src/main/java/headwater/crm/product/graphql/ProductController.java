package headwater.crm.product.graphql;

import headwater.crm.graphql.Given;
import headwater.crm.graphql.ImportPayload;
import headwater.crm.graphql.Payload;
import headwater.crm.graphql.RecordLoader;
import headwater.crm.graphql.RecordVersion;
import headwater.crm.permission.Door;
import headwater.crm.permission.Viewer;
import headwater.crm.product.Product;
import headwater.crm.product.ProductDraft;
import headwater.crm.product.ProductService;
import headwater.crm.shared.Connection;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.ArgumentValue;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

@Controller
class ProductController implements RecordLoader<Product> {
    private final ProductService service;

    ProductController(ProductService service) {
        this.service = service;
    }

    record UpdateProductInput(
            String id,
            int expectedVersion,
            ArgumentValue<String> name,
            ArgumentValue<String> code,
            ArgumentValue<String> family,
            ArgumentValue<BigDecimal> listPrice,
            ArgumentValue<String> currency,
            ArgumentValue<Boolean> active) {
        ProductDraft applyTo(ProductDraft before) {
            return new ProductDraft(
                    Given.or(code, before.code()),
                    Given.orKept(name, before.name()),
                    Given.or(family, before.family()),
                    Given.or(listPrice, before.listPrice()),
                    Given.or(currency, before.currency()),
                    Given.or(active, before.active()),
                    before.externalId(),
                    null);
        }
    }

    record ImportProductsInput(List<ProductDraft> rows) {}

    @QueryMapping
    @Nullable Product product(Viewer viewer, @Argument String id) {
        return byIds(viewer, Set.of(RecordType.PRODUCT.decode(id))).stream()
                .findFirst()
                .orElse(null);
    }

    @QueryMapping
    Connection<Product> products(Viewer viewer, ListRequest request) {
        return service.list(viewer, request);
    }

    @MutationMapping
    Payload<Product> createProduct(Viewer viewer, @Argument ProductDraft input) {
        return Payload.of(() -> service.create(viewer, input));
    }

    @MutationMapping
    Payload<Product> updateProduct(Viewer viewer, @Argument UpdateProductInput input) {
        return Payload.of(
                () ->
                        service.update(
                                viewer,
                                RecordType.PRODUCT.decode(input.id()),
                                input.expectedVersion(),
                                input::applyTo));
    }

    @MutationMapping
    Payload<Product> deleteProduct(Viewer viewer, @Argument RecordVersion input) {
        return Payload.of(
                () ->
                        service.delete(
                                viewer,
                                RecordType.PRODUCT.decode(input.id()),
                                input.expectedVersion()));
    }

    @MutationMapping
    ImportPayload importProducts(Viewer viewer, @Argument ImportProductsInput input) {
        Viewer importing = viewer.through(Door.IMPORT);
        return ImportPayload.of(
                type(),
                input.rows(),
                ProductDraft::externalId,
                externalIds -> service.byExternalIds(importing, externalIds),
                row -> service.create(importing, row).id());
    }

    @Override
    public RecordType type() {
        return RecordType.PRODUCT;
    }

    @Override
    public List<Product> byIds(Viewer viewer, Set<Long> ids) {
        return service.byIds(viewer, ids);
    }
}
