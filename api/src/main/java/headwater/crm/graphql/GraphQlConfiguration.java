package headwater.crm.graphql;

import graphql.GraphQLContext;

import headwater.crm.record.RecordLoader;
import headwater.crm.schema.PublicSchema;
import headwater.crm.shared.Identified;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.data.method.annotation.support.AnnotatedControllerConfigurer;
import org.springframework.graphql.execution.BatchLoaderRegistry;

import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Puts the edge together: what controllers may take as arguments, and one batch loader per type of
 * record.
 */
@Configuration
class GraphQlConfiguration {

    @Bean
    static BeanPostProcessor controllerArguments(ObjectProvider<CursorSeal> seal) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof AnnotatedControllerConfigurer configurer) {
                    configurer.addCustomArgumentResolver(new ViewerArgument());
                    configurer.addCustomArgumentResolver(new ListRequestArgument(seal.getObject()));
                }
                return bean;
            }
        };
    }

    @Bean
    static GraphQlSourceBuilderCustomizer fieldGate(PublicSchema schema) {
        return source -> source.typeVisitors(List.of(new FieldGate(schema)));
    }

    GraphQlConfiguration(BatchLoaderRegistry registry, List<RecordLoader<?>> loaders) {
        loaders.forEach(loader -> register(registry, loader));
    }

    private static <T extends Identified> void register(
            BatchLoaderRegistry registry, RecordLoader<T> loader) {
        registry.<Long, T>forName(loader.type().typeName())
                .registerMappedBatchLoader(
                        (ids, environment) -> {
                            GraphQLContext context =
                                    Objects.requireNonNull(environment.getContext());
                            return Mono.fromSupplier(
                                    () ->
                                            loader.byIds(ViewerArgument.of(context), ids).stream()
                                                    .collect(
                                                            Collectors.toMap(
                                                                    Identified::id,
                                                                    Function.identity())));
                        });
    }
}
